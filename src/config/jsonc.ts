import { skipBlanks, stringEnd, wordEnd } from '../frontends/json/scanner.ts';
import type { Span } from '../model/text.ts';

/** A value of a configuration file with the places that messages point at. */
export interface LocatedValue extends Span {
  /** As `JSON.parse` gives it; objects have no prototype's members among their own. */
  readonly value: unknown;
  /** Properties or items in the order of the text. */
  readonly parts: readonly LocatedPart[];
}

export interface LocatedPart {
  readonly name: string | number;
  /** The property's name with its quotes; an item's own place. */
  readonly key: Span;
  readonly value: LocatedValue;
}

/** A text that is no JSON, with the place from which it is none. */
export class JsonSyntaxError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** More than any configuration needs; reading recurses, and a stack is finite. */
const MAX_DEPTH = 32;

/**
 * Reads JSON with comments and trailing commas, as the editor does for its settings. Unlike the reader of model files,
 * which makes the best of what is half-typed, this one says what is wrong.
 * @throws JsonSyntaxError
 */
export function parseConfiguration(text: string): LocatedValue {
  return new Parser(text).document();
}

class Parser {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): LocatedValue {
    const root = this.value();
    this.skip();
    if (this.at < this.text.length) this.fail('Nothing may follow the closing brace.', this.text.length);
    return root;
  }

  private value(): LocatedValue {
    this.skip();
    const start = this.at;
    switch (this.text[start]) {
      case undefined:
        return this.fail('The file ends where a value should stand.');
      case '{':
        return this.container('}', () => this.property());
      case '[':
        return this.container(']', (index) => this.item(index));
      case '"':
        return { value: this.string(), start, end: this.at, parts: [] };
      default:
        return this.word(start);
    }
  }

  private container(closing: '}' | ']', part: (index: number) => LocatedPart): LocatedValue {
    const start = this.at++;
    if (++this.depth > MAX_DEPTH) this.fail('This is nested too deep.');
    const parts: LocatedPart[] = [];
    for (this.skip(); this.text[this.at] !== closing; this.skip()) {
      parts.push(part(parts.length));
      this.skip();
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== closing) this.fail(`A comma or ${closing} should stand here.`);
    }
    this.at++;
    this.depth--;
    const plain = parts.map(({ name, value }): [string, unknown] => [String(name), value.value]);
    const value = closing === '}' ? Object.fromEntries(plain) : plain.map(([, item]) => item);
    return { value, start, end: this.at, parts };
  }

  private property(): LocatedPart {
    const start = this.at;
    if (this.text[start] !== '"') this.fail('A name in double quotes should stand here.');
    const name = this.string();
    const key = { start, end: this.at };
    this.skip();
    if (this.text[this.at] !== ':') this.fail(`A colon should follow "${name}".`);
    this.at++;
    return { name, key, value: this.value() };
  }

  private item(index: number): LocatedPart {
    const value = this.value();
    return { name: index, key: { start: value.start, end: value.end }, value };
  }

  private string(): string {
    const start = this.at;
    this.at = stringEnd(this.text, start);
    const written = this.text.slice(start, this.at);
    const value = parsed(written);
    if (typeof value === 'string') return value;
    this.at = start;
    return this.fail('This string is not closed, or holds a character that has to be escaped.', start + written.length);
  }

  /** A number, `true`, `false` or `null`. */
  private word(start: number): LocatedValue {
    const end = Math.max(wordEnd(this.text, start), start + 1);
    const value = parsed(this.text.slice(start, end));
    if (value === undefined) this.fail(`${this.text.slice(start, end)} is no value of JSON.`, end);
    this.at = end;
    return { value, start, end, parts: [] };
  }

  private skip(): void {
    this.at = skipBlanks(this.text, this.at);
  }

  private fail(message: string, end = this.at + 1): never {
    throw new JsonSyntaxError(message, { start: this.at, end: Math.min(end, this.text.length) });
  }
}

/** Undefined for what is no JSON. */
function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
