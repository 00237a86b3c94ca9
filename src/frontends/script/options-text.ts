import type { TextEdit } from '../../model/text.ts';
import { stringContent } from './literals.ts';
import { indentAt, type ScriptStyle } from './style.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';

/** Wrappers that change a value's type, not the value: `(x)`, `x as T`, `x satisfies T`, `x!`. */
const WRAPPERS = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression']);

/** What is inside of all wrappers; `<T>x` writes the type first. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  const inner = WRAPPERS.has(node.type)
    ? firstMeaningful(node)
    : node.type === 'type_assertion'
      ? meaningful(node).at(-1)
      : null;
  return inner === null || inner === undefined ? node : unwrapped(inner);
}

/** The first argument of a call, null if there is none. */
export function argumentOf(call: SyntaxNode): SyntaxNode | null {
  const args = childIn(call, 'arguments');
  return args === null ? null : firstMeaningful(args);
}

/** The object literal that a call's options are, null if they are something else or missing. */
export function optionsLiteral(call: SyntaxNode): SyntaxNode | null {
  const argument = argumentOf(call);
  const inner = argument === null ? null : unwrapped(argument);
  return inner?.type === 'object' ? inner : null;
}

/** The property of an object literal by its key, the last one if it is written twice. */
export function findOption(text: string, object: SyntaxNode, name: string): SyntaxNode | null {
  const named = meaningful(object).filter((property) => optionName(text, property) === name);
  return named.at(-1) ?? null;
}

function optionName(text: string, property: SyntaxNode): string | null {
  if (property.type === 'shorthand_property_identifier') return text.slice(property.start, property.end);
  const key = property.type === 'pair' ? childIn(property, 'key') : null;
  if (key === null || key.type === 'computed_property_name') return null;
  return key.type === 'string' ? stringContent(text, key) : text.slice(key.start, key.end);
}

/** Edits that write an option behind all others of a call, so that it also overrides what is spread before it. */
export function insertOption(text: string, call: SyntaxNode, option: string, style: ScriptStyle): TextEdit[] | null {
  const literal = optionsLiteral(call);
  if (literal !== null) return insertInLiteral(text, literal, option, style);
  const args = childIn(call, 'arguments');
  const argument = argumentOf(call);
  const [open, close] = style.spacedBraces ? ['{ ', ' }'] : ['{', '}'];
  if (args?.type !== 'arguments') return null;
  if (argument === null) return [insertion(args.start + 1, `${open}${option}${close}`)];
  if (argument.type === 'spread_element') return null;
  return [insertion(argument.start, `${open}...`), insertion(argument.end, `, ${option}${close}`)];
}

function insertInLiteral(text: string, object: SyntaxNode, option: string, style: ScriptStyle): TextEdit[] {
  const properties = meaningful(object);
  const last = properties.at(-1);
  if (last === undefined) return insertAsOnly(text, object, option, style);
  const comma = commaAfter(object, last);
  const before = object.children[object.children.indexOf(last) - 1];
  const ownLine = before !== undefined && text.slice(before.end, last.start).includes('\n');
  if (!ownLine) return [comma === null ? insertion(last.end, `, ${option}`) : insertion(comma.end, ` ${option},`)];
  const line = `${style.lineEnd}${indentAt(text, last.start)}${option}`;
  if (comma !== null) return [insertion(behindComment(text, object, comma.end), `${line},`)];
  const end = behindComment(text, object, last.end);
  return end === last.end ? [insertion(end, `,${line}`)] : [insertion(last.end, ','), insertion(end, line)];
}

function insertAsOnly(text: string, object: SyntaxNode, option: string, style: ScriptStyle): TextEdit[] {
  const inside = { start: object.start + 1, end: Math.max(object.start + 1, closingBrace(object)) };
  if (text.slice(inside.start, inside.end).trim() !== '') {
    const indent = `${indentAt(text, object.start)}  `;
    return [insertion(inside.start, `${style.lineEnd}${indent}${option},`)];
  }
  return [{ ...inside, text: style.spacedBraces ? ` ${option} ` : option }];
}

function closingBrace(object: SyntaxNode): number {
  const brace = object.children.at(-1);
  return brace?.type === '}' ? brace.start : object.end;
}

/** Behind a comment that follows on the same line, so that it stays with what it explains. */
function behindComment(text: string, object: SyntaxNode, from: number): number {
  const comment = object.children.find((child) => child.type === 'comment' && child.start >= from);
  return comment === undefined || text.slice(from, comment.start).includes('\n') ? from : comment.end;
}

function commaAfter(object: SyntaxNode, property: SyntaxNode): SyntaxNode | null {
  const following = object.children.slice(object.children.indexOf(property) + 1);
  return following.find((child) => child.type === ',') ?? null;
}

/** The edit that takes an option away, with its comma. */
export function removeProperty(object: SyntaxNode, property: SyntaxNode): TextEdit {
  const properties = meaningful(object);
  const at = properties.indexOf(property);
  const [previous, next] = [properties[at - 1], properties[at + 1]];
  if (next !== undefined) {
    const comma = commaAfter(object, property);
    const comment = object.children.find(
      (child) => child.type === 'comment' && child.start > (comma?.end ?? property.end),
    );
    return { start: property.start, end: Math.min(next.start, comment?.start ?? next.start), text: '' };
  }
  if (previous !== undefined) return { start: previous.end, end: property.end, text: '' };
  return { start: object.start + 1, end: closingBrace(object), text: '' };
}

export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

export function replacement(node: SyntaxNode, text: string): TextEdit {
  return { start: node.start, end: node.end, text };
}
