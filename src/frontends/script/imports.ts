import type { Completion, Interpreter } from './interpreter.ts';
import { stringContent } from './literals.ts';
import { specifiedName, specifierOf, textOf } from './module-exports.ts';
import { isRelative } from './module-uris.ts';
import { isFramework } from './packages.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import type { Value } from './values.ts';

/** Binds what an import statement brings: the framework's namespaces, what files beside export, and unknowns else. */
export function readImport(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const specifier = specifierOf(node) ?? '';
  const bind = (local: SyntaxNode | null, original: string | null) => {
    if (local === null) return;
    const name = textOf(local);
    if (isFramework(specifier)) {
      scope.declare(name, { kind: 'namespace', path: original === null || original === 'default' ? [] : [original] });
      return;
    }
    // A file is not evaluated before something of it is used.
    scope.declareLater(name, () => importedValue(interpreter, node, specifier, original, name));
  };
  for (const clause of meaningful(node)) {
    if (clause.type === 'import_require_clause') bind(firstMeaningful(clause), null);
    if (clause.type !== 'import_clause') continue;
    for (const part of meaningful(clause)) {
      if (part.type === 'namespace_import') bind(firstMeaningful(part), null);
      else if (part.type !== 'named_imports') bind(part, 'default');
      else {
        for (const imported of meaningful(part)) {
          const name = childIn(imported, 'name');
          bind(childIn(imported, 'alias') ?? name, name === null ? null : specifiedName(name));
        }
      }
    }
  }
  return null;
}

/** @param original the exported name; null for all of them. */
function importedValue(
  interpreter: Interpreter,
  node: SyntaxNode,
  specifier: string,
  original: string | null,
  local: string,
): Value {
  const { modules } = interpreter;
  const value =
    original === null
      ? modules.namespace(interpreter, node, specifier)
      : modules.imported(interpreter, node, specifier, original);
  if (value !== null) return value;
  if (isRelative(specifier) && modules.isFound(node, specifier)) {
    return interpreter.unknown(local, `\`${specifier}\` exports no \`${original ?? local}\` that can be read.`);
  }
  return foreign(interpreter, local, specifier);
}

/** What `require('...')` or `import('...')` gives, null for any other call. */
export function requiredModule(interpreter: Interpreter, callee: SyntaxNode, node: SyntaxNode): Value | null {
  const written = textOf(callee);
  if (written !== 'require' && written !== 'import') return null;
  const args = childIn(node, 'arguments');
  const source = args === null ? null : firstMeaningful(args);
  if (source?.type !== 'string') return null;
  const specifier = stringContent(interpreter.text, source);
  if (isFramework(specifier)) return { kind: 'namespace', path: [] };
  return (
    interpreter.modules.namespace(interpreter, node, specifier) ??
    foreign(interpreter, `require('${specifier}')`, specifier)
  );
}

function foreign(interpreter: Interpreter, local: string, specifier: string): Value {
  const why = isRelative(specifier) ? 'could not be found or read' : 'is not read';
  return interpreter.unknown(local, `\`${local}\` comes from \`${specifier}\`, which ${why}.`);
}
