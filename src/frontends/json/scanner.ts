/** Where strings, numbers and what stands between them end in a JSON text; comments count as blanks. */

export const QUOTE = 34;
const [TAB, LINE_FEED, RETURN, SPACE, STAR, SLASH] = [9, 10, 13, 32, 42, 47];
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

export function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === RETURN || code === TAB || code === BYTE_ORDER_MARK;
}

/** The first offset that is neither blank nor within a comment. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (isBlank(text.charCodeAt(at))) at++;
    const next = text.charCodeAt(at) === SLASH ? commentEnd(text, at) : at;
    if (next === at) return at;
    at = next;
  }
}

/** The end of the comment that begins there; the offset itself if none does. */
export function commentEnd(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  if (second !== SLASH && second !== STAR) return at;
  const end = second === SLASH ? lineEnd(text, at) : text.indexOf('*/', at + 2);
  return end < 0 ? text.length : second === SLASH ? end : end + 2;
}

/** The offset of the next line break, or of the text's end. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== RETURN) at++;
  return at;
}

/** The end of the string that begins with the quote there; one that is not closed ends with its line. */
export function stringEnd(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
    else if (code === LINE_FEED || code === RETURN) return at;
  }
  return text.length;
}

/** The characters that a string stands for, its quotes apart; lone surrogates stay as they are. */
export function stringValue(text: string, start: number, end: number): string {
  const isClosed = end - start > 1 && text.charCodeAt(end - 1) === QUOTE;
  const inner = text.slice(start + 1, isClosed ? end - 1 : end);
  return inner.includes('\\')
    ? inner.replace(/\\(u[0-9a-fA-F]{4}|.|$)/gs, (_, sequence: string) => meaning(sequence))
    : inner;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function meaning(sequence: string): string {
  if (sequence.length === 5) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  return ESCAPES.get(sequence) ?? sequence;
}

/** Ends a bare word: what stands between values, and quotes. */
const ENDS_WORD = table('{}[],:"/ \t\n\r');

/** The end of the number or word that begins there. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isIn(ENDS_WORD, text.charCodeAt(at))) at++;
  return at;
}

const NUMBER = /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  // Python's `json` writes these three.
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** What the bare word between two offsets means; the word itself if it means nothing. */
export function wordValue(text: string, start: number, end: number): number | boolean | null | string {
  return smallNumber(text, start, end) ?? valueOfWord(text.slice(start, end));
}

/** A whole number of few digits, which most numbers are; null for all else. */
function smallNumber(text: string, start: number, end: number): number | null {
  if (end - start > MOST_DIGITS) return null;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return null;
    number = number * 10 + digit;
  }
  return start === end ? null : number;
}

const MOST_DIGITS = 9;
const ZERO = 48;

function valueOfWord(word: string): number | boolean | null | string {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  return NUMBER.test(word) ? Number(word) : word;
}

/** Ends a run of numbers. */
const ENDS_NUMBERS = table('{}[]":/');
const COMMA = 44;

/** How far a list of numbers goes that begins behind the bracket, and how many commas lie in it. */
export function numbersAfter(text: string, bracket: number): { end: number; commas: number } {
  let commas = 0;
  let at = bracket + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) commas++;
    else if (isIn(ENDS_NUMBERS, code)) break;
  }
  return { end: at, commas };
}

function table(characters: string): Uint8Array {
  const of = new Uint8Array(128);
  for (const character of characters) of[character.charCodeAt(0)] = 1;
  return of;
}

function isIn(of: Uint8Array, code: number): boolean {
  return code < 128 && of[code] === 1;
}
