import { stringContent } from './literals.ts';
import { childIn, descendantsOf, meaningful, type SyntaxNode } from './syntax.ts';

/** What a name that a module exports stands for. */
export type Export =
  /** A name of the module's own top level. */
  | { readonly kind: 'local'; readonly name: string }
  /** A name that another module exports. */
  | { readonly kind: 'from'; readonly name: string; readonly specifier: string; readonly node: SyntaxNode }
  /** All that another module exports, as one object. */
  | { readonly kind: 'namespace'; readonly specifier: string; readonly node: SyntaxNode }
  /** The value of `export default ...` or `export = ...`. */
  | { readonly kind: 'value' };

export interface ExportTable {
  readonly named: ReadonlyMap<string, Export>;
  /** `export * from`. */
  readonly stars: readonly { readonly specifier: string; readonly node: SyntaxNode }[];
  /** `export = value`: the value is the module. */
  readonly isValue: boolean;
}

/** What the export statements of a module's top level say; nothing is evaluated. */
export function exportsOf(root: SyntaxNode): ExportTable {
  const named = new Map<string, Export>();
  const stars: { specifier: string; node: SyntaxNode }[] = [];
  let isValue = false;
  for (const node of meaningful(root)) {
    if (node.type !== 'export_statement') continue;
    const specifier = specifierOf(node);
    const isDefault = node.children.some(({ type }) => type === 'default');
    const star = node.children.find(({ type }) => type === '*' || type === 'namespace_export');
    if (node.children.some(({ type }) => type === '=')) isValue = true;
    else if (star !== undefined && specifier !== null) addStar(named, stars, star, specifier, node);
    else if (isDefault) named.set('default', defaultExport(node));
    else {
      for (const name of declaredNames(childIn(node, 'declaration'))) named.set(name, { kind: 'local', name });
      for (const [name, original] of clauseNames(node)) {
        const local: Export = { kind: 'local', name: original };
        named.set(name, specifier === null ? local : { kind: 'from', name: original, specifier, node });
      }
    }
  }
  return { named, stars, isValue };
}

/** What stands behind `from`, or in `import x = require('...')`; null without one. */
export function specifierOf(statement: SyntaxNode): string | null {
  const clause = statement.children.find(({ type }) => type === 'import_require_clause');
  const source = childIn(statement, 'source') ?? (clause === undefined ? null : childIn(clause, 'source'));
  return source === null ? null : stringContent(source.document.text, source);
}

export function textOf(node: SyntaxNode): string {
  return node.document.text.slice(node.start, node.end);
}

/** The name that an import or export specifier writes, which may be a string. */
export function specifiedName(node: SyntaxNode): string {
  return node.type === 'string' ? stringContent(node.document.text, node) : textOf(node);
}

function addStar(
  named: Map<string, Export>,
  stars: { specifier: string; node: SyntaxNode }[],
  star: SyntaxNode,
  specifier: string,
  node: SyntaxNode,
): void {
  const name = star.type === 'namespace_export' ? meaningful(star).at(-1) : undefined;
  if (name === undefined) stars.push({ specifier, node });
  else named.set(specifiedName(name), { kind: 'namespace', specifier, node });
}

/** A declaration has a name; anything else is a value. */
function defaultExport(node: SyntaxNode): Export {
  const declaration = childIn(node, 'declaration');
  const name = declaration === null ? null : childIn(declaration, 'name');
  return name === null ? { kind: 'value' } : { kind: 'local', name: textOf(name) };
}

function declaredNames(declaration: SyntaxNode | null): string[] {
  if (declaration === null) return [];
  const name = childIn(declaration, 'name');
  if (name !== null) return [textOf(name)];
  const declarators = meaningful(declaration).filter(({ type }) => type === 'variable_declarator');
  return declarators.flatMap((declarator) => {
    const pattern = childIn(declarator, 'name');
    return pattern === null ? [] : descendantsOf(pattern, ...BOUND_NAMES).map(textOf);
  });
}

/** Names that a pattern binds; keys are property names. A name in a default is taken along, and exports nothing. */
const BOUND_NAMES = ['identifier', 'shorthand_property_identifier_pattern'];

/** `export {a, b as c}`: exported names with the originals. */
function* clauseNames(node: SyntaxNode): Generator<readonly [string, string]> {
  const clause = node.children.find(({ type }) => type === 'export_clause');
  for (const specifier of clause === undefined ? [] : meaningful(clause)) {
    const name = childIn(specifier, 'name');
    if (name === null) continue;
    const original = specifiedName(name);
    const alias = childIn(specifier, 'alias');
    yield [alias === null ? original : specifiedName(alias), original];
  }
}
