import type { Span } from '../../model/text.ts';
import type { JsonObject } from './node.ts';
import { commentEnd, QUOTE, skipBlanks, stringEnd, stringValue, wordEnd } from './scanner.ts';
import { spanOf } from './tree.ts';

/** Where a cursor stands between the braces of an object, told from the text before it. */
export type JsonCursor =
  /** A key may start here: behind the brace or a comma, which ends at `previous`. */
  | { readonly at: 'start'; readonly previous: number }
  /** Behind a colon and before any value. */
  | { readonly at: 'value'; readonly name: string; readonly key: Span }
  /** Within the quotes of a string that is a value. */
  | {
      readonly at: 'string';
      readonly name: string;
      readonly key: Span;
      readonly string: Span;
      readonly closed: boolean;
    }
  /** Directly behind a value. */
  | { readonly at: 'end' };

/** What was read of the property under the cursor. */
interface State {
  /** End of the brace or comma before it. */
  readonly previous: number;
  /** Of brackets; 1 between the object's own braces. */
  readonly depth: number;
  readonly key: Key | null;
  readonly hasValue: boolean;
}

interface Key extends Span {
  readonly name: string;
  readonly hasColon: boolean;
}

/** Null in comments, in keys, in nested values, behind blanks that follow a value, and outside of the object. */
export function readJsonCursor(text: string, object: JsonObject, offset: number): JsonCursor | null {
  if (offset <= object.start) return null;
  // What is whole and before the cursor need not be read again.
  const before = [...object.properties].reverse().find(({ end }) => end < offset);
  let at = before?.end ?? object.start + 1;
  let state: State = { previous: at, depth: 1, key: null, hasValue: false };
  if (before !== undefined)
    state = { ...state, key: { ...before.key, name: before.name, hasColon: true }, hasValue: true };
  while (at < offset) {
    const next = skipBlanks(text, at);
    if (next >= offset) break;
    const token = tokenAt(text, next);
    if (offset < token.end || (offset === token.end && !token.closed)) return inside(token, state);
    state = behind(text, token, state);
    if (state.depth === 0) return null;
    at = token.end;
  }
  return between(text, at, offset, state);
}

function awaitsValue({ depth, key, hasValue }: State): boolean {
  return depth === 1 && key?.hasColon === true && !hasValue;
}

function behind(text: string, token: JsonToken, state: State): State {
  const { depth, key } = state;
  const { kind, start, end } = token;
  if (depth === 1 && kind === 'comma') return { previous: end, depth, key: null, hasValue: false };
  if (depth === 1 && kind === 'colon' && key !== null) return { ...state, key: { ...key, hasColon: true } };
  if (depth === 1 && kind === 'string' && key === null) {
    return { ...state, key: { name: stringValue(text, start, end), start, end, hasColon: false } };
  }
  const step = { opening: 1, closing: -1, string: 0, word: 0, comma: 0, colon: 0 }[kind];
  return { ...state, depth: depth + step, hasValue: state.hasValue || awaitsValue(state) };
}

/** Inside a token only a string that is a value can go on. */
function inside({ kind, start, end, closed }: JsonToken, state: State): JsonCursor | null {
  const { key } = state;
  if (kind !== 'string' || key === null || !awaitsValue(state)) return null;
  return { at: 'string', name: key.name, key: spanOf(key), string: { start, end }, closed };
}

/** Between tokens, the last of which ends at `from`. */
function between(text: string, from: number, offset: number, state: State): JsonCursor | null {
  const { previous, depth, key, hasValue } = state;
  if (depth !== 1 || isInComment(text, from, offset)) return null;
  if (key === null) return hasValue ? null : { at: 'start', previous };
  if (!key.hasColon) return null;
  if (!hasValue) return { at: 'value', name: key.name, key: spanOf(key) };
  return from === offset ? { at: 'end' } : null;
}

/** Whether the offset lies within a comment, or at the end of one that its line ends. */
function isInComment(text: string, from: number, offset: number): boolean {
  for (let at = from; at < offset; at++) {
    const end = text[at] === '/' ? commentEnd(text, at) : at;
    if (end === at) continue;
    if (offset < end || (offset === end && text[at + 1] === '/')) return true;
    at = end - 1;
  }
  return false;
}

interface JsonToken extends Span {
  readonly kind: 'string' | 'word' | 'opening' | 'closing' | 'comma' | 'colon';
  /** False for a string without its closing quote. */
  readonly closed: boolean;
}

const PUNCTUATION: Readonly<Record<string, JsonToken['kind']>> = {
  '{': 'opening',
  '[': 'opening',
  '}': 'closing',
  ']': 'closing',
  ',': 'comma',
  ':': 'colon',
};

function tokenAt(text: string, start: number): JsonToken {
  const kind = PUNCTUATION[text[start] ?? ''];
  if (kind !== undefined) return { kind, start, end: start + 1, closed: true };
  if (text.charCodeAt(start) !== QUOTE)
    return { kind: 'word', start, end: Math.max(wordEnd(text, start), start + 1), closed: true };
  const end = stringEnd(text, start);
  return { kind: 'string', start, end, closed: end - start > 1 && text.charCodeAt(end - 1) === QUOTE };
}
