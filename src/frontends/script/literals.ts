import { LIMITS } from './budget.ts';
import { entriesOf } from './collections.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import {
  asText,
  boolean,
  type Item,
  type ListValue,
  list,
  NULL,
  number,
  type ObjectValue,
  type PropertySource,
  string,
  UNDEFINED,
  type UnknownValue,
  type Value,
} from './values.ts';

/** Constants, strings, arrays and objects as they are written. */
export const LITERALS: Readonly<Record<string, ExpressionReader>> = {
  number: (interpreter, node) => {
    const value = Number(interpreter.text.slice(node.start, node.end).replaceAll('_', '').replace(/n$/, ''));
    return Number.isNaN(value) ? interpreter.unreadable(node, 'is not a number') : number(value);
  },
  string: (interpreter, node) => string(stringContent(interpreter.text, node)),
  template_string: templateString,
  true: () => boolean(true),
  false: () => boolean(false),
  null: () => NULL,
  undefined: () => UNDEFINED,
  array: (interpreter, node, scope) => arrayLiteral(interpreter, node, scope),
  object: (interpreter, node, scope) => objectLiteral(interpreter, node, scope),
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** The value of a quoted string, escapes resolved. */
export function stringContent(text: string, node: SyntaxNode): string {
  return node.children.map((part) => textPart(text, part)).join('');
}

function textPart(text: string, part: SyntaxNode): string {
  const written = text.slice(part.start, part.end);
  if (part.type === 'string_fragment') return written;
  if (part.type !== 'escape_sequence') return '';
  const code = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})$/i.exec(written);
  if (code !== null) {
    const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return ESCAPES[written[1] ?? ''] ?? written.slice(1).replace(/^\r?\n/, '');
}

function templateString(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  let result = '';
  for (const part of node.children) {
    if (part.type !== 'template_substitution') {
      result += textPart(interpreter.text, part);
      continue;
    }
    const piece = asText(interpreter.evaluate(firstMeaningful(part), scope));
    if (piece === null) return interpreter.unreadable(node, 'holds a part that cannot be read');
    if (result.length + piece.length > LIMITS.text) return interpreter.unreadable(node, 'gives too long a text');
    result += piece;
  }
  return string(result);
}

function arrayLiteral(interpreter: Interpreter, node: SyntaxNode, scope: Scope): ListValue {
  return itemsOf(interpreter, node, scope);
}

/** The values of an array literal or an argument list; a spread that cannot be read ends what is known. */
export function itemsOf(interpreter: Interpreter, node: SyntaxNode, scope: Scope): ListValue {
  const items: Item[] = [];
  let rest: UnknownValue | null = null;
  for (const child of meaningful(node)) {
    if (child.type !== 'spread_element') {
      items.push({ value: interpreter.evaluate(child, scope), node: interpreter.whereabouts.here(child) });
      continue;
    }
    const spread = interpreter.evaluate(firstMeaningful(child), scope);
    if (spread.kind === 'list') {
      const known = spread.items.slice(0, LIMITS.items - items.length);
      items.push(...known);
      rest ??= known.length < spread.items.length ? tooLong(interpreter, node) : spread.rest;
    } else if (spread.kind === 'collection') items.push(...entriesOf(spread).items);
    else if (spread.kind === 'string') items.push(...list([...spread.value].slice(0, LIMITS.items).map(string)).items);
    else if (spread.kind === 'unknown') rest ??= spread;
  }
  return { kind: 'list', items, rest };
}

/** What stands for the items that a list is not followed to. */
function tooLong(interpreter: Interpreter, node: SyntaxNode): UnknownValue {
  const name = interpreter.source(node);
  return {
    kind: 'unknown',
    name,
    reason: `\`${name}\` (line ${interpreter.line(node)}) is too long to be read whole.`,
  };
}

function objectLiteral(interpreter: Interpreter, node: SyntaxNode, scope: Scope): ObjectValue {
  const result: ObjectValue = { kind: 'object', properties: new Map(), class: null, rest: null };
  for (const child of meaningful(node)) {
    if (child.type === 'spread_element') spreadInto(result, interpreter.evaluate(firstMeaningful(child), scope));
    else addProperty(interpreter, result, child, scope);
  }
  return result;
}

function spreadInto(target: ObjectValue, spread: Value): void {
  if (spread.kind === 'object') {
    for (const [key, property] of spread.properties) target.properties.set(key, property);
    target.rest ??= spread.rest;
  } else if (spread.kind === 'unknown') target.rest ??= spread;
}

function addProperty(interpreter: Interpreter, target: ObjectValue, node: SyntaxNode, scope: Scope): void {
  if (node.type === 'shorthand_property_identifier') {
    const value = interpreter.evaluate(node, scope);
    const source = propertySource(interpreter, node, node, node);
    target.properties.set(interpreter.text.slice(node.start, node.end), { value, source });
    return;
  }
  const keyNode = childIn(node, node.type === 'pair' ? 'key' : 'name');
  if (keyNode === null) return;
  const key = propertyName(interpreter, keyNode, scope);
  const valueNode = childIn(node, 'value');
  const value =
    node.type === 'method_definition' ? interpreter.evaluate(node, scope) : interpreter.evaluate(valueNode, scope);
  if (key === null) {
    if (value.kind === 'unknown') target.rest ??= value;
    return;
  }
  const source = valueNode === null ? null : propertySource(interpreter, node, keyNode, valueNode);
  if (node.children.some((child) => child.type === 'set')) return;
  if (value.kind === 'function') interpreter.holders.set(value.node, target);
  const isGetter = node.children.some((child) => child.type === 'get');
  target.properties.set(key, isGetter ? { value, source, isGetter } : { value, source });
}

/** Null in an imported file: a property has a place in the document or none. */
function propertySource(
  interpreter: Interpreter,
  whole: SyntaxNode,
  key: SyntaxNode,
  value: SyntaxNode,
): PropertySource | null {
  return interpreter.whereabouts.isHere(whole) ? { whole, key, value } : null;
}

/** The name that a key stands for, null if it is computed from what cannot be read. */
export function propertyName(interpreter: Interpreter, key: SyntaxNode, scope: Scope): string | null {
  if (key.type === 'string') return stringContent(interpreter.text, key);
  if (key.type === 'computed_property_name') return asText(interpreter.evaluate(firstMeaningful(key), scope));
  return interpreter.text.slice(key.start, key.end);
}
