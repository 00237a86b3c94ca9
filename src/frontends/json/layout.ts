import type { Node } from 'jsonc-parser';

/** A JSON value to write. */
export type JsonValue = string | number | boolean | null | { readonly [key: string]: JsonValue };

/** How a stretch of JSON is laid out. */
export interface JsonLayout {
  /** Behind a colon and behind a comma on the same line. */
  readonly space: '' | ' ';
  /** Inside the braces of an object on one line. */
  readonly padding: '' | ' ';
  /** Set where an object's properties stand on lines of their own. */
  readonly lines: { readonly end: '\n' | '\r\n'; readonly indent: string; readonly unit: string } | null;
}

/** The layout of an object, from its own text and, where that is empty, from what lies around it. */
export function layoutOf(text: string, object: Node): JsonLayout {
  const written = text.slice(object.offset, object.offset + object.length);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const first = object.children?.[0];
  const tight = /"[^"\n]*"\s*:\S/.test(text) && !/"[^"\n]*"\s*:\s/.test(text);
  const space = tight ? '' : ' ';
  const inline = /\{([^\S\n]*)"/.exec(
    /\{[^\S\n]*"[^\n]*\}/.exec(written)?.[0] ?? /\{[^\S\n]*"[^\n]*\}/.exec(text)?.[0] ?? '',
  );
  const padding = inline?.[1] === undefined || inline[1] === '' ? '' : ' ';
  const ownLine = first !== undefined && text.slice(object.offset, first.offset).includes('\n');
  if (!ownLine) return { space, padding, lines: null };
  const indent = indentAt(text, first.offset);
  const outer = indentAt(text, object.offset);
  return { space, padding, lines: { end, indent, unit: indent.slice(outer.length) || '  ' } };
}

export function indentAt(text: string, offset: number): string {
  return /^[^\S\n\r]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

/** The text of a value on one line. */
export function writeInline(value: JsonValue, layout: JsonLayout): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, part]) => `"${key}":${layout.space}${writeInline(part, layout)}`);
  if (entries.length === 0) return '{}';
  return `{${layout.padding}${entries.join(`,${layout.space}`)}${layout.padding}}`;
}

/** The text of a value with every property on a line of its own; `indent` is that of the line it begins on. */
export function writeLines(value: JsonValue, layout: JsonLayout, indent: string): string {
  const { lines } = layout;
  if (value === null || typeof value !== 'object' || lines === null) return writeInline(value, layout);
  const inner = indent + lines.unit;
  const entries = Object.entries(value).map(
    ([key, part]) => `${inner}"${key}":${layout.space}${writeLines(part, layout, inner)}`,
  );
  return entries.length === 0 ? '{}' : `{${lines.end}${entries.join(`,${lines.end}`)}${lines.end}${indent}}`;
}
