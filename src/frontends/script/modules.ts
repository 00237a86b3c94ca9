import { hoistAll } from './blocks.ts';
import { LIMITS } from './budget.ts';
import type { Interpreter } from './interpreter.ts';
import { jsonValue } from './json-value.ts';
import { getMember } from './members.ts';
import { type Export, type ExportTable, exportsOf } from './module-exports.ts';
import type { ModuleFiles } from './module-files.ts';
import { isRelative, moduleCandidates } from './module-uris.ts';
import { isFramework } from './packages.ts';
import { Scope } from './scopes.ts';
import type { SourceText } from './source-text.ts';
import { meaningful, type SyntaxNode } from './syntax.ts';
import { type ObjectValue, object, type Value } from './values.ts';

/** What an import gives: the module's exports by name, or one value that is the module. */
type Module = ScriptModule | { readonly kind: 'value'; readonly value: Value };

interface ScriptModule {
  readonly kind: 'script';
  readonly document: SourceText;
  readonly exports: ExportTable;
  readonly scope: Scope;
  /** `module` of a CommonJS file, with its `exports`; null for the document being read. */
  readonly commonJs: ObjectValue | null;
  /** Of `export default` or `export =`. */
  value: Value | null;
}

const WHOLE: Value = { kind: 'namespace', path: [] };

/** The files that a document imports, each evaluated once and not before something of it is needed. */
export class Modules {
  private readonly files: ModuleFiles;
  private readonly modules = new Map<string, Module | null>();
  private main: ScriptModule | null = null;

  constructor(files: ModuleFiles) {
    this.files = files;
  }

  /** Makes the document itself known, for files that import it in a circle. */
  enter(root: SyntaxNode, scope: Scope): void {
    const exports = exportsOf(root);
    this.main = { kind: 'script', document: root.document, exports, scope, commonJs: null, value: null };
    this.modules.set(root.document.uri, this.main);
  }

  /** Notes what the module in which the evaluation stands exports by default. */
  setValue(interpreter: Interpreter, value: Value): void {
    const module = this.modules.get(interpreter.whereabouts.current.uri);
    if (module?.kind === 'script') module.value = value;
  }

  /**
   * The value of one name that a module exports; `default` where it is imported without a name. Null where the file, or
   * the name in it, is not found.
   * @param node the import, for what the file makes by itself.
   */
  imported(interpreter: Interpreter, node: SyntaxNode, specifier: string, name: string): Value | null {
    const module = this.load(interpreter, node, specifier);
    return module === null ? null : this.exported(interpreter, module, name, new Set());
  }

  /** All that a module exports as one object, or what it is (`module.exports = ...`, JSON); null if it is not found. */
  namespace(interpreter: Interpreter, node: SyntaxNode, specifier: string): Value | null {
    const module = this.load(interpreter, node, specifier);
    return module === null ? null : this.whole(interpreter, module);
  }

  /** Whether a relative specifier leads to a file that could be read. */
  isFound(node: SyntaxNode, specifier: string): boolean {
    return this.uriOf(node.document, specifier) !== null;
  }

  private uriOf(importer: SourceText, specifier: string): string | null {
    const candidates = moduleCandidates(importer.uri, specifier);
    return candidates.find((uri) => this.modules.has(uri) || this.files.textOf(uri) !== null) ?? null;
  }

  private load(interpreter: Interpreter, node: SyntaxNode, specifier: string): Module | null {
    if (isFramework(specifier)) return { kind: 'value', value: WHOLE };
    const uri = isRelative(specifier) ? this.uriOf(node.document, specifier) : null;
    if (uri === null) return null;
    const known = this.modules.get(uri);
    if (known !== undefined) return known;
    // Set before it is evaluated: files may import one another in a circle.
    this.modules.set(uri, null);
    if (uri.endsWith('.json')) {
      const value = jsonValue(this.files.textOf(uri) ?? '', () => 0);
      const module: Module | null = value === null ? null : { kind: 'value', value };
      this.modules.set(uri, module);
      return module;
    }
    const root = this.files.syntaxOf(uri);
    return root === null ? null : this.evaluate(interpreter, node, root);
  }

  private evaluate(interpreter: Interpreter, node: SyntaxNode, root: SyntaxNode): ScriptModule {
    const scope = new Scope(null);
    const commonJs = object([['exports', object([])]]);
    scope.declare('module', commonJs);
    scope.declare('exports', commonJs.properties.get('exports')?.value ?? commonJs);
    const { document } = root;
    const module: ScriptModule = { kind: 'script', document, exports: exportsOf(root), scope, commonJs, value: null };
    this.modules.set(document.uri, module);
    interpreter.importing(node, () => runModule(interpreter, root, scope));
    return module;
  }

  /** @param seen modules that were asked already: `export *` may go in a circle. */
  private exported(interpreter: Interpreter, module: Module, name: string, seen: Set<Module>): Value | null {
    if (seen.has(module)) return null;
    seen.add(module);
    if (module.kind === 'value') return member(interpreter, module.value, name);
    const found = module.exports.named.get(name);
    if (found !== undefined) return this.valueOf(interpreter, module, found);
    for (const { specifier, node } of name === 'default' ? [] : module.exports.stars) {
      const other = this.load(interpreter, node, specifier);
      const value = other === null ? null : this.exported(interpreter, other, name, seen);
      if (value !== null) return value;
    }
    const whole = valueOfModule(module);
    return whole === null ? null : member(interpreter, whole, name);
  }

  private valueOf(interpreter: Interpreter, module: ScriptModule, found: Export): Value | null {
    switch (found.kind) {
      case 'local':
        return module.scope.lookup(found.name) ?? null;
      case 'from':
        return this.imported(interpreter, found.node, found.specifier, found.name);
      case 'namespace':
        return this.namespace(interpreter, found.node, found.specifier);
      case 'value':
        return module.value;
    }
  }

  private whole(interpreter: Interpreter, module: Module): Value {
    if (module.kind === 'value') return module.value;
    const { named, stars } = module.exports;
    const whole = valueOfModule(module);
    if (whole !== null && named.size === 0 && stars.length === 0) return whole;
    const result = object([]);
    for (const [name, found] of named) add(result, name, this.valueOf(interpreter, module, found));
    for (const { specifier, node } of stars) {
      const other = this.load(interpreter, node, specifier);
      // A file that hands on the framework as it is stands for it.
      const part = other === null || other === module ? null : this.whole(interpreter, other);
      if (part?.kind === 'namespace') return part;
      if (part?.kind !== 'object') continue;
      for (const [name, { value }] of part.properties) if (name !== 'default') add(result, name, value);
    }
    return result;
  }
}

/** Each statement on its own, so that one which takes too long (it trains, it makes data) hides no other. */
function runModule(interpreter: Interpreter, root: SyntaxNode, scope: Scope): void {
  const statements = meaningful(root);
  interpreter.whereabouts.in(root.document, () => {
    hoistAll(interpreter, statements, scope);
    for (const statement of statements) {
      interpreter.budget.inImport(LIMITS.importedStatement, () => interpreter.execute(statement, scope));
    }
  });
}

function add(target: ObjectValue, name: string, value: Value | null): void {
  if (value !== null && !target.properties.has(name)) target.properties.set(name, { value, source: null });
}

/** What `export =` or `module.exports` say the module is; null for the document itself, where nobody asks. */
function valueOfModule(module: ScriptModule): Value | null {
  if (module.exports.isValue) return module.value;
  return module.commonJs?.properties.get('exports')?.value ?? null;
}

/** A name of a module that is one value: itself by default, unless it says what its default is. */
function member(interpreter: Interpreter, value: Value, name: string): Value | null {
  if (value.kind === 'object') {
    const own = value.properties.get(name)?.value;
    return own ?? (name === 'default' && value.properties.size > 0 ? value : null);
  }
  return name === 'default' ? value : getMember(interpreter, value, name);
}
