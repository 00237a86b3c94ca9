import type { Span } from '../../model/text.ts';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonScalar } from './node.ts';
import { numbersAfter, skipBlanks, stringEnd, stringValue, wordEnd, wordValue } from './scanner.ts';

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
  /** The key that waits for its value. */
  key: { readonly name: string; readonly span: Span; colon: boolean } | null;
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
  private readonly now: () => number;
  private readonly deadline: number;
  private readonly open: Frame[] = [];
  private readonly roots: JsonNode[] = [];
  /** How many of the open containers are of a kind. */
  private readonly depth = { object: 0, array: 0 };
  private at = 0;
  private nodes = 0;
  /** Brackets open below the deepest level that is kept. */
  private skipped = 0;

  constructor(text: string, now: () => number) {
    this.text = text;
    this.now = now;
    this.deadline = now() + MAX_TIME;
  }

  parse(): readonly JsonNode[] {
    const { text } = this;
    for (let steps = 0; ; steps++) {
      this.at = skipBlanks(text, this.at);
      if (this.at >= text.length || this.isOver(steps)) break;
      this.token(text[this.at] ?? '');
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

  private token(character: string): void {
    const start = this.at;
    if (character === '"') this.at = stringEnd(this.text, start);
    else if ('{}[],:'.includes(character)) this.at++;
    // A slash that begins no comment is a word of its own.
    else this.at = Math.max(wordEnd(this.text, start), start + 1);
    if (this.skipped > 0) {
      if (character === '{' || character === '[') this.skipped++;
      else if (character === '}' || character === ']') this.skipped--;
      return;
    }
    if (character === '{' || character === '[') this.begin(character, start);
    else if (character === '}') this.closeUpTo('object');
    else if (character === ']') this.closeUpTo('array');
    else if (character === ':') this.colon();
    else if (character === ',') this.comma();
    else if (character === '"') this.string(start);
    else this.word(start);
  }

  private begin(bracket: '{' | '[', start: number): void {
    if (this.open.length >= MAX_DEPTH) {
      const what = `What is nested more than ${MAX_DEPTH} levels deep is not read.`;
      if (this.limits.at(-1) !== what) this.limits.push(what);
      this.skipped = 1;
      return;
    }
    const parent = this.open.at(-1)?.node ?? null;
    if (bracket === '{') {
      this.push({ kind: 'object', start, end: start, parent, properties: [] });
      return;
    }
    const { end, commas } = numbersAfter(this.text, start);
    if (commas >= MAX_NUMBERS && this.text[end] === ']') {
      this.at = end + 1;
      this.add({ kind: 'array', start, end: end + 1, parent, items: [], elided: true }, { numbers: commas + 1 });
    } else this.push({ kind: 'array', start, end: start, parent, items: [], elided: false });
  }

  private push(node: OpenObject | OpenArray): void {
    this.depth[node.kind]++;
    this.open.push({ node, key: null, numbers: 0, strings: 0, first: this.nodes, nodes: this.nodes });
  }

  /** Closes the innermost container of the kind; a bracket that closes nothing is passed over. */
  private closeUpTo(kind: 'object' | 'array'): void {
    if (this.depth[kind] === 0) return;
    // What was left open ends before the bracket that is not its own.
    while (this.open.at(-1)?.node.kind !== kind) this.close(this.at - 1);
    this.close(this.at);
  }

  private close(end: number): void {
    const frame = this.open.pop();
    if (frame === undefined) return;
    const { node, numbers } = frame;
    node.end = end;
    this.depth[node.kind]--;
    this.add(node, node.kind === 'object' || numbers === null ? {} : { numbers: Math.max(numbers, 1) });
  }

  private colon(): void {
    const key = this.open.at(-1)?.key;
    if (key !== null && key !== undefined) key.colon = true;
  }

  private comma(): void {
    const frame = this.open.at(-1);
    if (frame !== undefined) frame.key = null;
  }

  private string(start: number): void {
    const value = stringValue(this.text, start, this.at);
    const frame = this.open.at(-1);
    if (frame?.node.kind === 'object' && frame.key?.colon !== true) {
      frame.key = { name: value, span: { start, end: this.at }, colon: false };
    } else this.add(this.scalar('string', value, start), { strings: 1 });
  }

  private word(start: number): void {
    const value = wordValue(this.text.slice(start, this.at));
    const kind = value === null ? 'null' : typeof value === 'string' ? 'word' : numberOrBoolean(value);
    this.add(this.scalar(kind, value, start), { numbers: 1 });
  }

  private scalar(kind: JsonScalar['kind'], value: JsonScalar['value'], start: number): JsonScalar {
    return { kind, value, start, end: this.at, parent: this.open.at(-1)?.node ?? null };
  }

  /** Puts a value where it belongs: the root, a property, an item. */
  private add(value: JsonNode, { numbers = null, strings = null }: Partial<Pick<Frame, 'numbers' | 'strings'>>): void {
    const frame = this.open.at(-1);
    if (frame === undefined) {
      this.roots.push(value);
      this.nodes++;
      return;
    }
    const { node, key } = frame;
    if (node.kind === 'object') {
      if (key === null) return;
      node.properties.push({ name: key.name, key: key.span, value, start: key.span.start, end: value.end });
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

function numberOrBoolean(value: number | boolean): 'number' | 'boolean' {
  return typeof value === 'number' ? 'number' : 'boolean';
}
