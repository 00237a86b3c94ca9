/** A start or end tag as written. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  /** Of scripts and templates, whose attributes matter; empty for all others. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Behind its `>`. */
  readonly end: number;
  /** Written `<name />`, which means something only where the format says so. */
  readonly selfClosing: boolean;
}

const MATTER = new Set(['script', 'template']);
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

const [SLASH, EQUALS, CLOSING] = [47, 61, 62];
const NO_STOP = -1;

/**
 * Reads a tag by the states of HTML's tokenizer (WHATWG HTML, 13.2.5.8 to 13.2.5.40): a `>` between an attribute's quotes
 * ends nothing, quotes within a name mean nothing.
 * @param at offset of its name's first letter.
 * @returns null where the text ends before the tag does.
 */
export function readTag(text: string, at: number): Tag | null {
  const nameEnd = wordEnd(text, at, SLASH);
  const name = text.slice(at, nameEnd).toLowerCase();
  const attributes = MATTER.has(name) ? new Map<string, string>() : null;
  let place = nameEnd;
  for (;;) {
    const start = behindSpace(text, place, SLASH);
    if (start === text.length) return null;
    if (text.charCodeAt(start) === CLOSING) {
      const selfClosing = start > place && text.charCodeAt(start - 1) === SLASH;
      return { name, attributes: attributes ?? NO_ATTRIBUTES, end: start + 1, selfClosing };
    }
    // An equals sign is the first letter of a name where none came before it.
    const end = attributeNameEnd(text, start + 1);
    const value = valueAt(text, end);
    if (value === null) return null;
    if (attributes !== null) {
      const key = text.slice(start, end).toLowerCase();
      if (!attributes.has(key)) attributes.set(key, text.slice(value.start, value.end));
    }
    place = value.behind;
  }
}

interface Value {
  readonly start: number;
  readonly end: number;
  /** Where the tag goes on: behind the quote. */
  readonly behind: number;
}

/** The value behind an attribute's name, empty without one; null where its quote is not closed. */
function valueAt(text: string, nameEnd: number): Value | null {
  const sign = behindSpace(text, nameEnd, NO_STOP);
  if (text.charCodeAt(sign) !== EQUALS) return { start: nameEnd, end: nameEnd, behind: nameEnd };
  const start = behindSpace(text, sign + 1, NO_STOP);
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, start + 1);
    return end === -1 ? null : { start: start + 1, end, behind: end + 1 };
  }
  const end = wordEnd(text, start, NO_STOP);
  return { start, end, behind: end };
}

/** Space, tab, line feed, form feed, carriage return. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== 11);
}

/** The first offset from `at` on with white space, a `>` or the other character. */
function wordEnd(text: string, at: number, other: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === CLOSING || code === other || isSpace(code)) break;
  }
  return end;
}

function attributeNameEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === CLOSING || code === SLASH || code === EQUALS || isSpace(code)) break;
  }
  return end;
}

/** The first offset from `at` on with neither white space nor the other character. */
function behindSpace(text: string, at: number, other: number): number {
  let end = at;
  while (end < text.length && (text.charCodeAt(end) === other || isSpace(text.charCodeAt(end)))) end++;
  return end;
}
