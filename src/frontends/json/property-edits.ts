import type { TextEdit } from '../../model/text.ts';
import { indentAt, type JsonLayout, type JsonValue, layoutOf, writeValue } from './layout.ts';
import type { JsonObject, JsonProperty } from './node.ts';
import { commentEnd, skipBlanks } from './scanner.ts';

/** The new value in the layout of the old one, or of the objects beside it. */
export function replaceValue(text: string, object: JsonObject, property: JsonProperty, value: JsonValue): TextEdit[] {
  const { value: old } = property;
  const like = old.kind === 'object' && old.properties.length > 0 ? old : sibling(object);
  const layout = like === null ? { ...layoutOf(text, object), lines: null } : layoutOf(text, like);
  return [{ start: old.start, end: old.end, text: writeValue(value, layout, indentAt(text, property.start)) }];
}

/** A new property behind the others; null in an object that is still open. */
export function insertProperty(text: string, object: JsonObject, name: string, value: JsonValue): TextEdit[] | null {
  const layout = layoutOf(text, object);
  const last = object.properties.at(-1);
  const entry = writtenProperty(text, object, name, value);
  return last === undefined ? onlyProperty(text, object, layout, entry) : lastProperty(text, layout, last, entry);
}

/** `"name": value` as an object writes it. */
export function writtenProperty(text: string, object: JsonObject, name: string, value: JsonValue): string {
  return JSON.stringify(name) + layoutOf(text, object).colon + writtenValue(text, object, value);
}

/** A value as one more among an object's own. */
export function writtenValue(text: string, object: JsonObject, value: JsonValue): string {
  const like = sibling(object);
  const lines = like === null ? null : layoutOf(text, like).lines;
  const indent = indentAt(text, object.properties.at(-1)?.start ?? object.start);
  return writeValue(value, { ...layoutOf(text, object), lines }, indent);
}

function onlyProperty(text: string, { start, end }: JsonObject, layout: JsonLayout, entry: string): TextEdit[] | null {
  if (text[end - 1] !== '}') return null;
  const isEmpty = text.slice(start + 1, end - 1).trim() === '';
  if (isEmpty) return [{ start: start + 1, end: end - 1, text: layout.padding + entry + layout.padding }];
  return [{ start: start + 1, end: start + 1, text: layout.padding + entry }];
}

/** A comment behind the last property stays with it, a trailing comma stays trailing. */
function lastProperty(text: string, { comma, lines }: JsonLayout, last: JsonProperty, entry: string): TextEdit[] {
  const next = skipBlanks(text, last.end);
  const hasComma = text[next] === ',';
  const blank = lines === null ? comma.slice(1) : lines.end + lines.indent;
  const at = behindComment(text, hasComma ? next + 1 : last.end);
  if (hasComma) return [{ start: at, end: at, text: `${blank}${entry},` }];
  if (at === last.end) return [{ start: at, end: at, text: `,${blank}${entry}` }];
  return [
    { start: last.end, end: last.end, text: ',' },
    { start: at, end: at, text: blank + entry },
  ];
}

/** The end of a comment on the rest of the line; the offset itself if there is none. */
function behindComment(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const end = text[at] === '/' ? commentEnd(text, at) : at;
  return end > at && !text.slice(at, end).includes('\n') ? end : from;
}

/** Removes every property of the name: were one left, it would count. */
export function removeProperty(text: string, object: JsonObject, name: string): TextEdit[] {
  const { properties } = object;
  const edits: TextEdit[] = [];
  for (let i = 0; i < properties.length; i++) {
    if (properties[i]?.name !== name) continue;
    let last = i;
    while (properties[last + 1]?.name === name) last++;
    edits.push(...removal(text, object, i, last));
    i = last;
  }
  return edits;
}

/** Removes neighbouring properties with a comma, and with the blanks around them unless comments stand there. */
function removal(text: string, object: JsonObject, from: number, to: number): TextEdit[] {
  const { properties } = object;
  const [previous, next] = [properties[from - 1], properties[to + 1]];
  const [start, end] = [properties[from]?.start ?? 0, properties[to]?.end ?? 0];
  const isPlain = (one: number, two: number) => /^[\s,]*$/.test(text.slice(one, two));
  if (next !== undefined && isPlain(end, next.start)) return [{ start, end: next.start, text: '' }];
  if (next === undefined && previous !== undefined && isPlain(previous.end, start)) {
    return [{ start: previous.end, end, text: '' }];
  }
  const inside = { start: object.start + 1, end: object.end - 1 };
  if (properties.length === to - from + 1 && isPlain(inside.start, start) && isPlain(end, inside.end)) {
    return [{ ...inside, text: '' }];
  }
  const behind = skipBlanks(text, end);
  const comma = text[behind] === ',' ? behind : previous === undefined ? null : skipBlanks(text, previous.end);
  const own = { start, end, text: '' };
  return comma === null ? [own] : [own, { start: comma, end: comma + 1, text: '' }].sort((a, b) => a.start - b.start);
}

/** An object among an object's values, so that a new one is laid out like it. */
function sibling({ properties }: JsonObject): JsonObject | null {
  for (const { value } of properties) if (value.kind === 'object' && value.properties.length > 0) return value;
  return null;
}
