import { QUOTE, stringEnd, stringValue } from './scanner.ts';

/** Longer strings are rare, and rarely written twice. */
const LONGEST = 40;
const SLOTS = 1024;

/**
 * The strings of one document, each made once: a model says the same keys and names at every layer, and to take each of
 * them out of the text is most of the work of parsing it.
 */
export class InternedStrings {
  private readonly text: string;
  /** By hash; a newer string takes the place of an older one with the same. */
  private readonly known: (string | undefined)[] = new Array(SLOTS);
  /** Behind the string read last. */
  end = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What the string that begins with the quote there stands for. */
  read(start: number): string {
    const { text } = this;
    let at = start + 1;
    let hash = 0;
    let code = text.charCodeAt(at);
    while (code !== QUOTE && isPlain(code) && at - start <= LONGEST) {
      hash = (hash * 31 + code) | 0;
      code = text.charCodeAt(++at);
    }
    if (code !== QUOTE) {
      this.end = stringEnd(text, start);
      return stringValue(text, start, this.end);
    }
    this.end = at + 1;
    const slot = hash & (SLOTS - 1);
    const before = this.known[slot];
    if (before !== undefined && before.length === at - start - 1 && text.startsWith(before, start + 1)) return before;
    const value = text.slice(start + 1, at);
    this.known[slot] = value;
    return value;
  }
}

/** Whether a character within a string stands for itself and does not end it; false at the text's end. */
function isPlain(code: number): boolean {
  return code > 13 && code !== BACKSLASH;
}

const BACKSLASH = 92;
