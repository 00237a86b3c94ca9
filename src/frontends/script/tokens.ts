import type { Span } from '../../model/text.ts';

/** A lexical element of a script; enough to follow brackets and strings where the grammar gives up. */
export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'string' | 'template' | 'regex' | 'comment' | 'punctuator';
  /** False for a string, template or comment that the line or the text ends. */
  readonly closed: boolean;
}

const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?)n?/iy;
const PUNCTUATOR = /\.\.\.|=>|\+\+|--|\?\.(?!\d)|[^\s]/uy;
/** Marks that no longer one begins with. */
const SINGLE = new Set([...'(){}[],;:'].map((mark) => mark.charCodeAt(0)));
const SPACE = /\s+/y;
const FLAGS = /[a-z]*/y;
/** Templates in templates that are followed; what lies deeper is one template that never ends. */
const DEEPEST_TEMPLATE = 64;
/** Words after which a slash starts a regular expression, not a division. */
const BEFORE_EXPRESSION = /^(?:return|typeof|case|in|of|delete|void|throw|new|do|else|yield|await)$/;

/**
 * The token at or after an offset, null at the end of the text.
 * @param previous the token before it, comments apart: it tells a division from a regular expression.
 */
export function nextToken(text: string, from: number, previous: Token | null): Token | null {
  return tokenAt(text, spaceEnd(text, from), previous, 0);
}

/** @param depth of the template around the token. */
function tokenAt(text: string, start: number, previous: Token | null, depth: number): Token | null {
  if (start >= text.length) return null;
  const plain = plainWordEnd(text, start);
  if (plain !== null) return simple('word', start, plain);
  if (SINGLE.has(text.charCodeAt(start))) return simple('punctuator', start, start + 1);
  if (text.startsWith('//', start)) return simple('comment', start, lineEnd(text, start));
  if (text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start + 2);
    return simple('comment', start, end === -1 ? text.length : end + 2, end !== -1);
  }
  if (text[start] === "'" || text[start] === '"') {
    const end = closingQuote(text, start);
    return end === null ? simple('string', start, lineEnd(text, start), false) : simple('string', start, end);
  }
  if (text[start] === '`') return template(text, start, depth);
  const word = match(WORD, text, start);
  if (word !== null) return simple('word', start, start + word[0].length);
  const number = match(NUMBER, text, start);
  if (number !== null) return simple('number', start, start + number[0].length);
  const regex = text[start] === '/' && !endsExpression(text, previous) ? regexEnd(text, start) : null;
  if (regex !== null) return simple('regex', start, regex);
  return simple('punctuator', start, start + (match(PUNCTUATOR, text, start)?.[0].length ?? 1));
}

function simple(kind: Token['kind'], start: number, end: number, closed = true): Token {
  return { kind, start, end, closed };
}

/** All tokens of a stretch of text. */
export function* tokensIn(text: string, span: Span): Generator<Token> {
  let previous: Token | null = null;
  for (let token = nextToken(text, span.start, null); token !== null; token = nextToken(text, token.end, previous)) {
    if (token.start >= span.end) return;
    yield token;
    if (token.kind !== 'comment') previous = token;
  }
}

/** Whether a value may end with the token, so that what follows is an operator, a comma or a new statement. */
export function endsExpression(text: string, token: Token | null): boolean {
  if (token === null) return false;
  if (token.kind === 'punctuator') return ')]}'.includes(text.slice(token.start, token.end));
  if (token.kind === 'word') return !BEFORE_EXPRESSION.test(text.slice(token.start, token.end));
  return token.kind !== 'comment';
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Behind the quote that ends a string on its line, null if the line ends first. */
function closingQuote(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at + 1;
  }
  return null;
}

/** Behind a regular expression's flags, null if the line ends before its closing slash. */
function regexEnd(text: string, start: number): number | null {
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1 + (match(FLAGS, text, at + 1)?.[0].length ?? 0);
  }
  return null;
}

/** A template string up to its own closing backtick, over what stands in its `${}`. */
function template(text: string, start: number, depth: number): Token {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '`') return { kind: 'template', start, end: at + 1, closed: true };
    if (character === '\\') at++;
    else if (character === '$' && text[at + 1] === '{') at = insertionEnd(text, at + 2, depth + 1) - 1;
  }
  return { kind: 'template', start, end: text.length, closed: false };
}

/** Behind the brace that closes a template's `${`, the end of the text if none does. */
function insertionEnd(text: string, from: number, depth: number): number {
  if (depth > DEEPEST_TEMPLATE) return text.length;
  let open = 1;
  let previous: Token | null = null;
  for (let at = spaceEnd(text, from); at < text.length; ) {
    const token: Token | null = tokenAt(text, at, previous, depth);
    if (token === null) break;
    if (text[token.start] === '{') open++;
    else if (text[token.start] === '}' && --open === 0) return token.end;
    if (token.kind !== 'comment') previous = token;
    at = spaceEnd(text, token.end);
  }
  return text.length;
}

/** Most space is blanks and line breaks. */
function spaceEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || (code >= 9 && code <= 13); ) code = text.charCodeAt(++at);
  return text.charCodeAt(at) < 128 ? at : at + (match(SPACE, text, at)?.[0].length ?? 0);
}

/** Behind a name of ASCII letters, as most are; null where another token or an unusual name stands. */
function plainWordEnd(text: string, start: number): number | null {
  let at = start;
  let code = text.charCodeAt(at);
  if (isDigit(code)) return null;
  while (isLetter(code) || isDigit(code)) code = text.charCodeAt(++at);
  return at === start || code >= 128 ? null : at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
