import { Notes } from '../../model/notes.ts';
import { childIn, descendantsByType, meaningful, type SyntaxNode } from './syntax.ts';

/** Methods that change the list or map that they are called on. */
const CHANGING = /^(?:push|pop|shift|unshift|splice|set|delete|clear)$/;

const CHANGES = ['assignment_expression', 'augmented_assignment_expression', 'update_expression', 'call_expression'];

const FUNCTION =
  /^(?:function_declaration|function_expression|arrow_function|method_definition|generator_function(?:_declaration)?)$/;

/**
 * Properties that functions of a file change: what a handler or method finds in them depends on what ran before. What
 * a constructor sets at first is no change.
 */
export function changedProperties(text: string, root: SyntaxNode): ReadonlySet<string> {
  const before = cache.get(root);
  if (before !== undefined) return before;
  const found = new Set<string>();
  for (const node of descendantsByType(root, ...CHANGES)) {
    const target = changedBy(text, node);
    if (target?.type !== 'member_expression' || !isInChangingFunction(text, node)) continue;
    const property = childIn(target, 'property');
    if (property !== null) found.add(text.slice(property.start, property.end));
  }
  cache.set(root, found);
  return found;
}

const cache = new Notes<SyntaxNode, ReadonlySet<string>>();

/** What an expression changes: the target of an assignment, the list that something is pushed to. */
function changedBy(text: string, node: SyntaxNode): SyntaxNode | null {
  switch (node.type) {
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return childIn(node, 'left');
    case 'update_expression':
      return childIn(node, 'argument');
    case 'call_expression': {
      const callee = childIn(node, 'function');
      const method = callee?.type === 'member_expression' ? childIn(callee, 'property') : null;
      if (callee === null || method === null || !CHANGING.test(text.slice(method.start, method.end))) return null;
      return childIn(callee, 'object');
    }
    default:
      return null;
  }
}

function isInChangingFunction(text: string, node: SyntaxNode): boolean {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (!FUNCTION.test(at.type)) continue;
    const name = at.type === 'method_definition' ? childIn(at, 'name') : null;
    return name === null || text.slice(name.start, name.end) !== 'constructor';
  }
  return false;
}

/** The name that the first part of an array pattern has, where the node's value is taken apart by one. */
export function firstNameFor(text: string, node: SyntaxNode): string | null {
  const pattern = node.parent?.type === 'variable_declarator' ? childIn(node.parent, 'name') : null;
  const [first] = pattern?.type === 'array_pattern' ? meaningful(pattern) : [];
  return first?.type === 'identifier' ? text.slice(first.start, first.end) : null;
}
