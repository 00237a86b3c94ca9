import type { JsonNode, JsonObject, JsonProperty } from './node.ts';
import { childrenOf } from './tree.ts';

/** A JSON value to write. */
export type JsonValue = string | number | boolean | null | readonly string[] | { readonly [key: string]: JsonValue };

/** How objects are laid out in a stretch of JSON. */
export interface JsonLayout {
  /** Between a key and its value. */
  readonly colon: string;
  /** Between two properties on one line. */
  readonly comma: string;
  /** Inside the braces of an object on one line. */
  readonly padding: string;
  /** Set where properties stand on lines of their own. */
  readonly lines: OwnLines | null;
}

export interface OwnLines {
  readonly end: '\n' | '\r\n';
  /** Of the properties. */
  readonly indent: string;
  /** What one level deeper adds. */
  readonly unit: string;
}

/** The layout of an object, from its own text and, for what that does not show, from the objects nearest to it. */
export function layoutOf(text: string, object: JsonObject): JsonLayout {
  const near = neighbours(object).filter(({ properties }) => properties.length > 0);
  const own = linesOf(text, object);
  const inline = near.filter((candidate) => linesOf(text, candidate) === null);
  return {
    colon: first(near, (candidate) => colonOf(text, candidate)) ?? ': ',
    comma: first(inline, (candidate) => commaOf(text, candidate)) ?? (isTight(text, near) ? ',' : ', '),
    padding: first(inline, (candidate) => paddingOf(text, candidate)) ?? '',
    lines: own,
  };
}

/** The text of a value; one on several lines begins on a line with that indent. */
export function writeValue(value: JsonValue, layout: JsonLayout, indent: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const { colon, comma, padding, lines } = layout;
  if (isList(value)) return `[${value.map((item) => JSON.stringify(item)).join(comma)}]`;
  const inner = lines === null ? indent : indent + lines.unit;
  const entries = Object.entries(value).map(
    ([key, part]) => JSON.stringify(key) + colon + writeValue(part, layout, inner),
  );
  if (entries.length === 0) return '{}';
  if (lines === null) return `{${padding}${entries.join(comma)}${padding}}`;
  return `{${lines.end}${inner}${entries.join(`,${lines.end}${inner}`)}${lines.end}${indent}}`;
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}

/** What the line of the offset begins with. */
export function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  let end = line;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(line, end);
}

/** How many of an array's items are looked at for a sample. */
const SAMPLES = 8;

/** The object, those in it, and those around it with those beside it: the nearest ones first. */
function neighbours(object: JsonObject): JsonObject[] {
  const found = [object];
  for (let node: JsonNode | null = object; node !== null; node = node.parent) {
    if (node.kind === 'object' && node !== object) found.push(node);
    for (const child of childrenOf(node).slice(0, SAMPLES)) if (child.kind === 'object') found.push(child);
  }
  return found;
}

/** Null where the first property follows its brace on the same line. */
function linesOf(text: string, object: JsonObject): OwnLines | null {
  const [property] = object.properties;
  if (property === undefined) return null;
  const before = text.slice(object.start, property.start);
  if (!before.includes('\n')) return null;
  const indent = indentAt(text, property.start);
  const outer = indentAt(text, object.start);
  const unit = indent.startsWith(outer) ? indent.slice(outer.length) : '';
  return { end: before.includes('\r\n') ? '\r\n' : '\n', indent, unit: unit || '  ' };
}

function colonOf(text: string, { properties: [property] }: JsonObject): string | null {
  return property === undefined ? null : sample(/^[ \t]*:[ \t]*$/, colonText(text, property));
}

function colonText(text: string, { key, value }: JsonProperty): string {
  return text.slice(key.end, value.start);
}

function commaOf(text: string, { properties: [one, two] }: JsonObject): string | null {
  return one === undefined || two === undefined ? null : sample(/^,[ \t]*$/, text.slice(one.end, two.start));
}

function paddingOf(text: string, { start, properties: [property] }: JsonObject): string | null {
  return property === undefined ? null : sample(/^[ \t]*$/, text.slice(start + 1, property.start));
}

/** Without a comma to look at: who leaves no blank behind a colon leaves none behind a comma. */
function isTight(text: string, near: readonly JsonObject[]): boolean {
  return near.some((candidate) => colonOf(text, candidate) === ':');
}

function sample(form: RegExp, written: string): string | null {
  return form.test(written) ? written : null;
}

function first<T>(candidates: readonly JsonObject[], read: (candidate: JsonObject) => T | null): T | null {
  for (const candidate of candidates) {
    const found = read(candidate);
    if (found !== null) return found;
  }
  return null;
}
