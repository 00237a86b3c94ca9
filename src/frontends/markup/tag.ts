/** A start or end tag as written. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Behind its `>`. */
  readonly end: number;
  /** Written `<name />`, which means something only where the format says so. */
  readonly selfClosing: boolean;
}

/** What HTML counts as white space. */
const SPACE = ' \t\n\f\r';

/**
 * Reads a tag by the states of HTML's tokenizer (WHATWG HTML, 13.2.5.8 to 13.2.5.40): a `>` between an attribute's quotes
 * ends nothing, quotes within a name mean nothing.
 * @param at offset of its name's first letter.
 * @returns null where the text ends before the tag does.
 */
export function readTag(text: string, at: number): Tag | null {
  const nameEnd = endOf(text, at, '/>');
  const name = text.slice(at, nameEnd).toLowerCase();
  const attributes = new Map<string, string>();
  let place = nameEnd;
  for (;;) {
    const start = skip(text, place, `/${SPACE}`);
    const first = text[start];
    if (first === undefined) return null;
    if (first === '>') {
      return { name, attributes, end: start + 1, selfClosing: start > place && text[start - 1] === '/' };
    }
    // An equals sign is the first letter of a name where none came before it.
    const end = endOf(text, start + 1, '/>=');
    const value = readValue(text, end);
    if (value === null) return null;
    const key = text.slice(start, end).toLowerCase();
    if (!attributes.has(key)) attributes.set(key, value.text);
    place = value.end;
  }
}

/** The value behind an attribute's name, empty without one; null where its quote is not closed. */
function readValue(text: string, nameEnd: number): { text: string; end: number } | null {
  const sign = skip(text, nameEnd, SPACE);
  if (text[sign] !== '=') return { text: '', end: nameEnd };
  const start = skip(text, sign + 1, SPACE);
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, start + 1);
    return end === -1 ? null : { text: text.slice(start + 1, end), end: end + 1 };
  }
  const end = endOf(text, start, '>');
  return { text: text.slice(start, end), end };
}

/** The first offset from `at` on whose character is white space or one of those. */
function endOf(text: string, at: number, ends: string): number {
  let end = at;
  while (end < text.length && !SPACE.includes(text.charAt(end)) && !ends.includes(text.charAt(end))) end++;
  return end;
}

/** The first offset from `at` on whose character is none of those. */
function skip(text: string, at: number, characters: string): number {
  let end = at;
  while (end < text.length && characters.includes(text.charAt(end))) end++;
  return end;
}
