import type { Span } from '../../model/text.ts';
import { Listeners } from './listeners.ts';
import { type MarginBlock, marginBlocks } from './margin-blocks.ts';
import { type TouchedNames, touchedNames } from './touched-names.ts';

/** Text shorter than this is parsed in a millisecond or two as it is. */
const WORTHWHILE = 2000;

/** Words without which nothing of a model is made, loaded or changed, however it is named. */
const TELLING =
  /\blayers?\b|sequential|\b(?:tf|tfl?|tfjs)\s*\.\s*(?:model|input)\b|\bmodel\s*=|initializ|activation|\bunits\b|\bfilters\b|\bload(?:Layers|Graph)?Model|modelFrom|trainable|weights|\.(?:add|apply|inputs?|outputs?)\b/i;

const DECLARED = /\b(?:const|let|var)\s+([\w$]+)/g;

const FUNCTIONS =
  /\b(?:function\b\s*\*?|class)\s*([\w$]+)|(?<![\w$])([\w$]+)\s*[:=]\s*(?:async\b)?\s*(?:function\b|\(|[\w$]+\s*=>)/g;

const WORD = /[\w$]+/g;

/** What has no say in a script's models, and what its next version needs not find out again. */
export interface SilentCode {
  /** In order. */
  readonly spans: readonly Span[];
  readonly known: KnownBlocks;
}

/** What blocks have to do with, by their text; null: they may make a model. Most of them a keystroke leaves as they are. */
export type KnownBlocks = ReadonlyMap<string, TouchedNames | null>;

export const NO_SILENT_CODE: SilentCode = { spans: [], known: new Map() };

/**
 * Stretches of a script that can have no say in a model, in order: functions, classes, types and data that name nothing
 * that makes one, that nothing which is kept names, and that change nothing that is kept. Most of a file is such code,
 * and parsing and copying it takes most of the time.
 * @param known of an earlier version: it saves time and changes nothing.
 */
export function silentCode(text: string, known = NO_SILENT_CODE.known): SilentCode {
  if (text.length < WORTHWHILE) return NO_SILENT_CODE;
  const blocks = new Blocks(text, known);
  return { spans: silentBlocks(text, blocks.candidates).map(({ removable }) => removable), known: blocks.known };
}

function silentBlocks(text: string, candidates: readonly Candidate[]): MarginBlock[] {
  if (candidates.length === 0) return [];
  const rest = keptText(text, candidates);
  const variables = new Set(Array.from(rest.matchAll(DECLARED), ([, name]) => name ?? ''));
  const byWord = new Listeners<Candidate>();
  const byFunction = new Listeners<Candidate>();
  const kept = new Set<Candidate>();
  const toRead: Candidate[] = [];
  const keep = (block: Candidate) => {
    if (kept.has(block)) return;
    kept.add(block);
    toRead.push(block);
  };
  for (const block of candidates) {
    byWord.listen(block, [block.name, ...block.changes]);
    byFunction.listen(block, block.calls);
    if (block.receivers.some((name) => variables.has(name))) keep(block);
  }
  byWord.tellWords(rest, 0, rest.length, keep);
  for (const [, name, assigned] of rest.matchAll(FUNCTIONS)) byFunction.tell(name ?? assigned ?? '', keep);
  // What is kept may name further blocks, and those others again.
  for (let block = toRead.pop(); block !== undefined; block = toRead.pop()) {
    byWord.tellWords(text, block.removable.start, block.inside.end, keep);
    byFunction.tell(block.name, keep);
  }
  return candidates.filter((block) => !kept.has(block));
}

/** A block that may be left out, as far as it can tell by itself. */
type Candidate = MarginBlock & TouchedNames;

/** The blocks of a text that may be left out, and what is known of each. */
class Blocks {
  readonly candidates: readonly Candidate[];
  readonly known = new Map<string, TouchedNames | null>();
  private readonly text: string;
  private readonly before: KnownBlocks;

  constructor(text: string, before: KnownBlocks) {
    this.text = text;
    this.before = before;
    this.candidates = marginBlocks(text).flatMap((block) => this.candidate(block) ?? []);
  }

  private candidate(block: MarginBlock): Candidate | null {
    const { name, head, inside } = block;
    const touched = this.touched(block);
    return touched && { name, head, inside, removable: leftOut(block), ...touched };
  }

  private touched(block: MarginBlock): TouchedNames | null {
    const own = this.text.slice(block.inside.start - block.head.length, block.inside.end);
    const key = isWhole(block) ? own : `part ${own}`;
    const before = this.before.get(key);
    const touched = before === undefined ? touchedBy(block, apart(own)) : before;
    this.known.set(key, touched);
    return touched;
  }
}

/** @param own the block's text from its head to before what closes it. */
function touchedBy(block: MarginBlock, own: string): TouchedNames | null {
  const { head } = block;
  if (TELLING.test(own.slice(head.length))) return null;
  return touchedNames(own, wordsOf(head), leftOut(block).start - block.inside.start + head.length);
}

/** What may be left out of a block: of a class that extends a layer the inside alone, since without that it is still one. */
function leftOut(block: MarginBlock): Span {
  return !isWhole(block) || TELLING.test(block.head) ? block.inside : block.removable;
}

/** A copy: a part of a text, and every part of that, holds all of the text in memory for as long as it is kept itself. */
function apart(part: string): string {
  return part.split('\n').join('\n');
}

function isWhole({ inside, removable }: MarginBlock): boolean {
  return removable.start < inside.start;
}

/** All that stands outside of what may be left out; heads that stay without the names that they declare. */
function keptText(text: string, left: readonly MarginBlock[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const block of left) {
    const { name, head, removable } = block;
    const before = text.slice(from, removable.start);
    const isNamed = !isWhole(block) && name !== '';
    parts.push(isNamed ? before.slice(0, before.length - head.length) + withoutName(head, name) : before);
    from = removable.end;
  }
  parts.push(text.slice(from));
  return parts.join('\n');
}

/** A head without the first word that is the name. */
function withoutName(head: string, name: string): string {
  for (const { 0: word, index } of head.matchAll(WORD)) {
    if (word === name) return head.slice(0, index) + head.slice(index + name.length);
  }
  return head;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(WORD) ?? []);
}
