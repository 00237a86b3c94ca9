import { type TouchedNames, touchedNames } from './touched-names.ts';

/** Text shorter than this is parsed in a millisecond or two as it is. */
const WORTHWHILE = 2000;

/** Words without which nothing of a model is made, loaded or changed, however it is named. */
const TELLING =
  /\blayers?\b|sequential|\b(?:tf|tfl?|tfjs)\s*\.\s*(?:model|input)\b|\bmodel\s*=|initializ|activation|\bunits\b|\bfilters\b|\bload(?:Layers|Graph)?Model|modelFrom|trainable|weights|\.(?:add|apply|inputs?|outputs?)\b/i;

/**
 * A function, class or interface at the margin, a constant that holds a function, or a call that is handed one, whose
 * body opens at the end of its line.
 */
const HEAD =
  /^(?:(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\b\*?|class|interface)\s+([\w$]+)[^\n]*|(?:export\s+)?(?:const|let|var)\s+([\w$]+)[^\n]*?(?:=>|\bfunction\b[^\n]*)\s*|[\w$]+[.(?][^\n]*?(?:=>|\bfunction\b[^\n]*)\s*)\{[ \t]*\r?$/gm;

const DECLARED = /\b(?:const|let|var)\s+([\w$]+)/g;

const FUNCTIONS =
  /\b(?:function\b\s*\*?|class)\s*([\w$]+)|([\w$]+)\s*[:=]\s*(?:async\b)?\s*(?:function\b|\(|[\w$]+\s*=>)/g;

const WORD = /[\w$]+/g;

/** A declaration and what stands between its braces. */
interface Body {
  readonly name: string;
  /** The line that opens it, with its parameters. */
  readonly head: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The text with blanks in place of functions and classes that can have no say in a model: they name nothing that makes
 * one, nothing that is kept names them, and they change nothing that is kept. Most of a file is such code, and parsing
 * and copying it takes most of the time. Every offset and line stays.
 */
export function withoutSilentBodies(text: string): string {
  if (text.length < WORTHWHILE) return text;
  const silent = silentBodies(text);
  if (silent.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of silent) {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\r\n]+/g, blanks));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function blanks(line: string): string {
  return ' '.repeat(line.length);
}

function silentBodies(text: string): Body[] {
  const candidates = new Set(bodies(text).flatMap((body) => candidate(text, body) ?? []));
  if (candidates.size === 0) return [];
  const rest = keptText(text, [...candidates]);
  const words = wordsOf(rest);
  const declared = new Set(Array.from(rest.matchAll(FUNCTIONS), ([, name, assigned]) => name ?? assigned ?? ''));
  const variables = new Set(Array.from(rest.matchAll(DECLARED), ([, name]) => name ?? ''));
  // What is kept may name further functions, and those others again.
  for (let changed = true; changed; ) {
    changed = false;
    for (const body of candidates) {
      const hasSay =
        words.has(body.name) ||
        body.changes.some((name) => words.has(name)) ||
        body.calls.some((name) => declared.has(name)) ||
        body.receivers.some((name) => variables.has(name));
      if (!hasSay) continue;
      candidates.delete(body);
      for (const word of text.slice(body.start, body.end).match(WORD) ?? []) words.add(word);
      declared.add(body.name);
      changed = true;
    }
  }
  return [...candidates];
}

/** A body that may be blanked, as far as it can tell by itself. */
type Candidate = Body & TouchedNames;

function candidate(text: string, body: Body): Candidate | null {
  const inside = text.slice(body.start, body.end);
  return TELLING.test(inside) ? null : { ...body, ...touchedNames(inside, wordsOf(body.head)) };
}

/** Bodies that end at the first brace at the margin, where nothing is amiss with their braces, quotes and comments. */
function bodies(text: string): Body[] {
  const found: Body[] = [];
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(text); head !== null; head = HEAD.exec(text)) {
    const start = head.index + head[0].trimEnd().length;
    const end = marginBrace(text, start);
    if (end === null) continue;
    HEAD.lastIndex = end;
    if (isWhole(text.slice(start, end))) found.push({ name: head[1] ?? head[2] ?? '', head: head[0], start, end });
  }
  return found;
}

/** The first brace at the margin behind an offset; null if anything else stands there before. */
function marginBrace(text: string, from: number): number | null {
  const margin = /\n(?=[^\s])/g;
  margin.lastIndex = from;
  const at = margin.exec(text)?.index;
  return at !== undefined && text[at + 1] === '}' ? at + 1 : null;
}

/** Whether braces, template strings and comments that open in the text close in it too, as far as counting tells. */
function isWhole(body: string): boolean {
  const count = (part: string) => body.split(part).length;
  return count('{') === count('}') && count('`') % 2 === 1 && count('/*') === count('*/');
}

/** All that stands outside of the bodies, their names left out where they are declared. */
function keptText(text: string, left: readonly Body[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { name, start, end } of left) {
    const head = text.slice(from, start);
    const line = head.lastIndexOf('\n') + 1;
    const declared = name === '' ? head.length : head.indexOf(name, line);
    parts.push(head.slice(0, declared), head.slice(declared + name.length));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('\n');
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(WORD) ?? []);
}
