import { childIn, descendantsOf, meaningful, type SyntaxNode } from './syntax.ts';

/**
 * The value of a constant of the file that is used at this place only: changing it there leaves no constant behind that
 * nobody uses. Null for other expressions, exported constants, and those that are used elsewhere too.
 */
export function valueOfSingleUse(text: string, root: SyntaxNode, use: SyntaxNode): SyntaxNode | null {
  if (use.type !== 'identifier' && use.type !== 'shorthand_property_identifier') return null;
  const name = text.slice(use.start, use.end);
  const isNamed = (node: SyntaxNode) => text.slice(node.start, node.end) === name;
  const mentions = descendantsOf(root, 'identifier', 'shorthand_property_identifier').filter(isNamed);
  const declarator = mentions.find((node) => node !== use)?.parent;
  if (mentions.length !== 2 || declarator?.type !== 'variable_declarator') return null;
  const value = childIn(declarator, 'value');
  const declaration = declarator.parent;
  const isConstant = declaration !== null && text.slice(declaration.start, declaration.start + 5) === 'const';
  if (value === null || !isConstant || meaningful(declaration).length !== 1) return null;
  return declaration.parent?.type === 'export_statement' || !isInitializer(text, value) ? null : value;
}

/** A name or a construction of the framework's. */
function isInitializer(text: string, value: SyntaxNode): boolean {
  if (value.type === 'string') return true;
  const callee = value.type === 'call_expression' ? childIn(value, 'function') : null;
  return callee !== null && /\binitializers\.\w+$/.test(text.slice(callee.start, callee.end));
}
