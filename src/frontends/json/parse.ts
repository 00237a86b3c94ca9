import type { Span } from '../../model/text.ts';
import { InternedStrings } from './interned.ts';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonScalar } from './node.ts';
import { numbersAfter, QUOTE, skipBlanks, stringEnd, wordEnd, wordValue } from './scanner.ts';

/** Deeper than any saved model; what reads the tree recurses, and a stack is finite. */
const MAX_DEPTH = 400;
/** Nodes that are built: about 100 MB. A model of 10,000 layers has half of them. */
const MAX_NODES = 1_500_000;
/** Longer lists of numbers are weights, not options: shapes and paddings have at most a dozen. */
const MAX_NUMBERS = 64;
/** Longer lists of strings are vocabularies. */
const MAX_STRINGS = 4096;
/** Milliseconds for one document. */
const MAX_TIME = 10_000;
/** Tokens between two looks at the clock. */
const CLOCK_STEPS = 0xffff;

export interface ParsedJson {
  /** One value in a JSON document; several in a file of JSON lines or a damaged one, none in an empty text. */
  readonly roots: readonly JsonNode[];
  /** Sentences about what was left out. */
  readonly limits: readonly string[];
}

/**
 * The tree of a JSON text, comments and trailing commas allowed, tolerant of what is half-typed: never throws, takes
 * time in proportion to the text and memory in proportion to what is no weight.
 */
export function parseJson(text: string, now: () => number): ParsedJson {
  const parser = new Parser(text, now);
  return { roots: parser.parse(), limits: parser.limits };
}

/** An object or array that is still open. */
type OpenObject = { -readonly [K in keyof JsonObject]: JsonObject[K] } & { readonly properties: JsonProperty[] };
type OpenArray = { -readonly [K in keyof JsonArray]: JsonArray[K] } & { readonly items: JsonNode[] };

interface Frame {
  readonly node: OpenObject | OpenArray;
  /** The key that waits for its value; null for none. */
  key: string | null;
  keyStart: number;
  keyEnd: number;
  /** Whether a colon stands behind it. */
  hasColon: boolean;
  /** Numbers in an array of numbers, however nested, counted whether they are kept or not; null if it holds others. */
  numbers: number | null;
  /** The same of strings. */
  strings: number | null;
  /** How many nodes there were before it, and how many with the last item that is kept. */
  readonly first: number;
  nodes: number;
}

class Parser {
  readonly limits: string[] = [];
  private readonly text: string;
  private readonly strings: InternedStrings;
  private readonly now: () => number;
  private readonly deadline: number;
  private readonly open: Frame[] = [];
  /** The last of them; undefined at the root. */
  private inner: Frame | undefined;
  private readonly roots: JsonNode[] = [];
  /** How many of the open containers are of a kind. */
  private readonly depth = { object: 0, array: 0 };
  private at = 0;
  private nodes = 0;
  /** Brackets open below the deepest level that is kept. */
  private skipped = 0;

  constructor(text: string, now: () => number) {
    this.text = text;
    this.strings = new InternedStrings(text);
    this.now = now;
    this.deadline = now() + MAX_TIME;
  }

  parse(): readonly JsonNode[] {
    const { text } = this;
    for (let steps = 0; ; steps++) {
      this.at = skipBlanks(text, this.at);
      if (this.at >= text.length || this.isOver(steps)) break;
      this.token(text.charCodeAt(this.at));
    }
    while (this.open.length > 0) this.close(text.length);
    return this.roots;
  }

  private isOver(steps: number): boolean {
    if (this.nodes > MAX_NODES) {
      this.limits.push(`The document holds more than ${MAX_NODES} values: what comes later is not read.`);
      return true;
    }
    if ((steps & CLOCK_STEPS) !== 0 || this.now() <= this.deadline) return false;
    this.limits.push(`Reading the document took longer than ${MAX_TIME / 1000} s: what comes later is not read.`);
    return true;
  }

  private token(character: number): void {
    const start = this.at;
    if (this.skipped > 0) {
      this.skip(character, start);
      return;
    }
    switch (character) {
      case QUOTE:
        this.string(start);
        return;
      case OPENING_BRACE:
        this.at++;
        this.begin('{', start);
        return;
      case OPENING_BRACKET:
        this.at++;
        this.begin('[', start);
        return;
      case CLOSING_BRACE:
        this.at++;
        this.closeUpTo('object');
        return;
      case CLOSING_BRACKET:
        this.at++;
        this.closeUpTo('array');
        return;
      case COLON:
        this.at++;
        if (this.inner !== undefined) this.inner.hasColon = true;
        return;
      case COMMA:
        this.at++;
        if (this.inner !== undefined) this.inner.key = null;
        return;
      default:
        // A slash that begins no comment is a word of its own.
        this.at = Math.max(wordEnd(this.text, start), start + 1);
        this.word(start);
    }
  }

  /** Passes over what lies too deep. */
  private skip(character: number, start: number): void {
    if (character === QUOTE) this.at = stringEnd(this.text, start);
    else if (PUNCTUATION.has(character)) this.at++;
    else this.at = Math.max(wordEnd(this.text, start), start + 1);
    if (character === OPENING_BRACE || character === OPENING_BRACKET) this.skipped++;
    else if (character === CLOSING_BRACE || character === CLOSING_BRACKET) this.skipped--;
  }

  private begin(bracket: '{' | '[', start: number): void {
    if (this.open.length >= MAX_DEPTH) {
      const what = `What is nested more than ${MAX_DEPTH} levels deep is not read.`;
      if (this.limits.at(-1) !== what) this.limits.push(what);
      this.skipped = 1;
      return;
    }
    const parent = this.inner?.node ?? null;
    if (bracket === '{') {
      this.push({ kind: 'object', start, end: start, parent, properties: [] });
      return;
    }
    const { end, commas } = numbersAfter(this.text, start);
    if (commas >= MAX_NUMBERS && this.text[end] === ']') {
      this.at = end + 1;
      this.add({ kind: 'array', start, end: end + 1, parent, items: [], elided: true }, commas + 1, null);
    } else this.push({ kind: 'array', start, end: start, parent, items: [], elided: false });
  }

  private push(node: OpenObject | OpenArray): void {
    this.depth[node.kind]++;
    const { nodes } = this;
    const frame: Frame = {
      node,
      key: null,
      keyStart: 0,
      keyEnd: 0,
      hasColon: false,
      numbers: 0,
      strings: 0,
      first: nodes,
      nodes,
    };
    this.open.push(frame);
    this.inner = frame;
  }

  /** Closes the innermost container of the kind; a bracket that closes nothing is passed over. */
  private closeUpTo(kind: 'object' | 'array'): void {
    if (this.depth[kind] === 0) return;
    // What was left open ends before the bracket that is not its own.
    while (this.inner?.node.kind !== kind) this.close(this.at - 1);
    this.close(this.at);
  }

  private close(end: number): void {
    const frame = this.open.pop();
    if (frame === undefined) return;
    this.inner = this.open.at(-1);
    const { node, numbers } = frame;
    node.end = end;
    this.depth[node.kind]--;
    this.add(node, node.kind === 'object' || numbers === null ? null : Math.max(numbers, 1), null);
  }

  private string(start: number): void {
    const value = this.strings.read(start);
    this.at = this.strings.end;
    const frame = this.inner;
    if (frame?.node.kind !== 'object' || (frame.key !== null && frame.hasColon)) {
      this.add(this.scalar('string', value, start), null, 1);
      return;
    }
    frame.key = value;
    frame.keyStart = start;
    frame.keyEnd = this.at;
    frame.hasColon = false;
  }

  private word(start: number): void {
    const value = wordValue(this.text, start, this.at);
    const kind = value === null ? 'null' : typeof value === 'string' ? 'word' : numberOrBoolean(value);
    this.add(this.scalar(kind, value, start), 1, null);
  }

  private scalar(kind: JsonScalar['kind'], value: JsonScalar['value'], start: number): JsonScalar {
    return { kind, value, start, end: this.at, parent: this.inner?.node ?? null };
  }

  /**
   * Puts a value where it belongs: the root, a property, an item.
   * @param numbers how many it stands for; null if it holds others.
   * @param strings the same of strings.
   */
  private add(value: JsonNode, numbers: number | null, strings: number | null): void {
    const frame = this.inner;
    if (frame === undefined) {
      this.roots.push(value);
      this.nodes++;
      return;
    }
    const { node, key: name } = frame;
    if (node.kind === 'object') {
      if (name === null) return;
      const key: Span = { start: frame.keyStart, end: frame.keyEnd };
      node.properties.push({ name, key, value, start: key.start, end: value.end });
      frame.key = null;
      this.nodes++;
      return;
    }
    frame.numbers = frame.numbers === null || numbers === null ? null : frame.numbers + numbers;
    frame.strings = frame.strings === null || strings === null ? null : frame.strings + strings;
    if ((frame.numbers ?? 0) > MAX_NUMBERS || (frame.strings ?? 0) > MAX_STRINGS) {
      frame.nodes = frame.first;
      node.items.length = 0;
      node.elided = true;
    }
    // A model behind numbers is kept.
    if (node.elided && (numbers ?? strings) !== null) this.nodes = frame.nodes;
    else {
      node.items.push(value);
      frame.nodes = ++this.nodes;
    }
  }
}

const [COMMA, COLON, OPENING_BRACKET, CLOSING_BRACKET, OPENING_BRACE, CLOSING_BRACE] = [44, 58, 91, 93, 123, 125];
const PUNCTUATION: ReadonlySet<number> = new Set([
  COMMA,
  COLON,
  OPENING_BRACKET,
  CLOSING_BRACKET,
  OPENING_BRACE,
  CLOSING_BRACE,
]);

function numberOrBoolean(value: number | boolean): 'number' | 'boolean' {
  return typeof value === 'number' ? 'number' : 'boolean';
}
