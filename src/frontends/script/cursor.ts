import { endsExpression, nextToken, type Token, tokensIn } from './tokens.ts';

/** Where a cursor stands between the braces of an options literal, told from the text before it. */
export type Cursor =
  /** A key may start here: behind the brace or a comma. */
  | { readonly at: 'start'; readonly previous: Token }
  /** Behind the letters of a key that has no colon yet. */
  | { readonly at: 'key'; readonly previous: Token; readonly key: Token }
  /** Behind a colon: what has been typed of the value runs from `from` to the cursor. */
  | { readonly at: 'value'; readonly key: Token; readonly from: number; readonly string: Token | null }
  /** Directly behind a value that may be complete. */
  | {
      readonly at: 'end';
      readonly key: Token | null;
      readonly from: number;
      readonly keyStart: number;
      readonly previous: Token;
    }
  /** On a line below a value that is complete and has no comma behind it. */
  | { readonly at: 'below'; readonly last: Token };

interface Property {
  /** First token of the property. */
  first: Token | null;
  key: Token | null;
  colon: Token | null;
  /** First token of the value. */
  value: Token | null;
  /** Token before the property. */
  delimiter: Token;
}

/**
 * Reads from an options literal's opening brace to the cursor.
 * @returns null where no option can start or go on: in comments, nested brackets, the middle of a word, outside.
 */
export function readCursor(text: string, brace: number, offset: number): Cursor | null {
  const opening = nextToken(text, brace, null);
  if (opening === null || text[opening.start] !== '{' || offset < opening.end) return null;
  const property: Property = { first: null, key: null, colon: null, value: null, delimiter: opening };
  let depth = 1;
  let last = opening;
  for (const token of tokensIn(text, { start: opening.end, end: text.length })) {
    if (token.start >= offset) break;
    if (token.kind === 'comment') {
      if (offset < token.end || (offset === token.end && text.startsWith('//', token.start))) return null;
      continue;
    }
    if (offset < token.end || (!token.closed && offset === token.end)) return insideToken(text, token, property, depth);
    const written = text.slice(token.start, token.end);
    if (depth === 1 && written === ',') Object.assign(property, EMPTY, { delimiter: token });
    else {
      note(property, token, written);
      if (token.kind === 'punctuator' && '([{'.includes(written)) depth++;
      if (token.kind === 'punctuator' && ')]}'.includes(written)) depth--;
    }
    if (depth === 0) return null;
    last = token;
  }
  return depth === 1 ? between(text, property, last, offset) : null;
}

const EMPTY = { first: null, key: null, colon: null, value: null };

function note(property: Property, token: Token, written: string): void {
  if (property.first === null) {
    property.first = token;
    property.key = token.kind === 'word' || token.kind === 'string' ? token : null;
  } else if (property.value === null && property.colon === null && property.key !== null && written === ':') {
    property.colon = token;
  } else if (property.colon !== null) property.value ??= token;
}

function between(text: string, property: Property, last: Token, offset: number): Cursor | null {
  const { first, key, colon, value, delimiter } = property;
  if (first === null) return { at: 'start', previous: last };
  const touches = last.end === offset;
  if (colon === null) {
    if (key !== null && last === key) {
      return touches && key.kind === 'word' ? { at: 'key', previous: delimiter, key } : null;
    }
    return touches ? { at: 'end', key: null, from: first.start, keyStart: first.start, previous: delimiter } : null;
  }
  if (key === null) return null;
  if (value === null) return { at: 'value', key, from: offset, string: null };
  if (touches) return { at: 'end', key, from: value.start, keyStart: first.start, previous: delimiter };
  return text.slice(last.end, offset).includes('\n') && endsExpression(text, last) ? { at: 'below', last } : null;
}

/** Inside a token only a string that is the whole value so far can go on. */
function insideToken(text: string, token: Token, property: Property, depth: number): Cursor | null {
  const isValue = depth === 1 && token.kind === 'string' && property.value === null && property.colon !== null;
  if (!isValue || property.key === null || text[token.start] === undefined) return null;
  return { at: 'value', key: property.key, from: token.start, string: token };
}
