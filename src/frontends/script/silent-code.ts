import type { Span } from '../../model/text.ts';
import { Concerns, type Said } from './concerns.ts';
import { type MarginBlock, marginBlocks } from './margin-blocks.ts';
import { changeBetween, type TextChange } from './text-change.ts';
import { type TouchedNames, touchedNames } from './touched-names.ts';

/** Text shorter than this is parsed in a millisecond or two as it is. */
const WORTHWHILE = 2000;

/** Words without which nothing of a model is made, loaded or changed, however it is named. */
const TELLING =
  /\blayers?\b|sequential|\b(?:tf|tfl?|tfjs)\s*\.\s*(?:model|input)\b|\bmodel\s*=|initializ|activation|\bunits\b|\bfilters\b|\bload(?:Layers|Graph)?Model|modelFrom|trainable|weights|\.(?:add|apply|inputs?|outputs?)\b/i;

const WORD = /[\w$]+/g;

/** What has no say in a script's models, and what its next version needs not find out again. */
export interface SilentCode {
  /** In order. */
  readonly spans: readonly Span[];
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly verdict: Verdict;
}

/** A block of a text, and what its own characters tell of it. */
interface KnownBlock extends MarginBlock {
  /** What it has to do with; null: it may make a model. The same object for as long as the block is the same. */
  readonly touched: TouchedNames | null;
  /** Whether its inside alone may be left out: of a class that extends a layer, since without that it is still one. */
  readonly keepsHead: boolean;
}

/** A block that may be left out, as far as it can tell by itself. */
interface Candidate extends KnownBlock {
  readonly touched: TouchedNames;
}

/** Which candidates have to stay, and what that was concluded from. */
interface Verdict {
  readonly candidates: readonly Candidate[];
  readonly concerns: Concerns<Candidate>;
  /** What the stretches before, between and behind the candidates say. */
  readonly said: readonly Said[];
  /** What those have to do with that stay. */
  readonly kept: ReadonlySet<TouchedNames>;
}

const NO_VERDICT: Verdict = { candidates: [], concerns: new Concerns([]), said: [], kept: new Set() };

export const NO_SILENT_CODE: SilentCode = { spans: [], text: '', blocks: [], verdict: NO_VERDICT };

/**
 * Stretches of a script that can have no say in a model, in order: functions, classes, types and data that name nothing
 * that makes one, that nothing which is kept names, and that change nothing that is kept. Most of a file is such code,
 * and parsing and copying it takes most of the time.
 * @param earlier of an earlier version: it saves time and changes nothing.
 */
export function silentCode(text: string, earlier = NO_SILENT_CODE): SilentCode {
  if (text.length < WORTHWHILE) return NO_SILENT_CODE;
  if (text === earlier.text) return earlier;
  const change = earlier === NO_SILENT_CODE ? null : changeBetween(earlier.text, text);
  const blocks = marginBlocks(text, (block) => known(text, block), change && { blocks: earlier.blocks, change });
  const candidates = blocks.filter(isCandidate);
  const verdict = (change && verdictAgain(text, candidates, earlier.verdict, change)) ?? verdictOn(text, candidates);
  const spans = candidates.filter(({ touched }) => !verdict.kept.has(touched)).map(leftOut);
  return { spans, text, blocks, verdict };
}

function known(text: string, block: MarginBlock): KnownBlock {
  const headStart = block.inside.start - block.head.length;
  const own = apart(text.slice(headStart, block.inside.end));
  const head = own.slice(0, block.head.length);
  const keepsHead = !isWhole(block) || TELLING.test(head);
  const isTelling = TELLING.test(own.slice(head.length));
  const from = keepsHead ? head.length : block.removable.start - headStart;
  const touched = isTelling ? null : touchedNames(own, wordsOf(head), from);
  return { ...block, name: apart(block.name), head, touched, keepsHead };
}

/** A copy: a part of a text, and every part of that, holds all of the text in memory for as long as it is kept itself. */
function apart(part: string): string {
  return ` ${part}`.slice(1);
}

function isCandidate(block: KnownBlock): block is Candidate {
  return block.touched !== null;
}

/** What may be left out of a block. */
function leftOut({ keepsHead, inside, removable }: KnownBlock): Span {
  return keepsHead ? inside : removable;
}

function isWhole({ inside, removable }: MarginBlock): boolean {
  return removable.start < inside.start;
}

function verdictOn(text: string, candidates: readonly Candidate[]): Verdict {
  const concerns = new Concerns(candidates);
  const said = Array.from({ length: candidates.length + 1 }, (_, stretch) =>
    concerns.saidIn(keptStretch(text, candidates, stretch)),
  );
  const kept = concerns.concernedBy(said, (block) =>
    concerns.saidBy(block.name, text, { start: leftOut(block).start, end: block.inside.end }),
  );
  return { candidates, concerns, said, kept: new Set(Array.from(kept, ({ touched }) => touched)) };
}

/** The same verdict, where the change is outside of the same candidates and says nothing else to any of them; else null. */
function verdictAgain(
  text: string,
  candidates: readonly Candidate[],
  earlier: Verdict,
  { start }: TextChange,
): Verdict | null {
  const areSame =
    candidates.length === earlier.candidates.length &&
    candidates.every(({ touched }, number) => touched === earlier.candidates[number]?.touched);
  if (!areSame) return null;
  // No candidate changed, so that the change is in what stands between two of them.
  const behind = earlier.candidates.findIndex((block) => leftOut(block).start >= start);
  const stretch = behind === -1 ? candidates.length : behind;
  const said = earlier.concerns.saidIn(keptStretch(text, candidates, stretch));
  return isSaidAgain(said, earlier.said[stretch]) ? { ...earlier, candidates } : null;
}

function isSaidAgain(said: Said, before: Said | undefined): boolean {
  return before !== undefined && JSON.stringify(said) === JSON.stringify(before);
}

/** What stands between two candidates, or before or behind all; heads that stay without the names that they declare. */
function keptStretch(text: string, candidates: readonly Candidate[], stretch: number): string {
  const [before, behind] = [candidates[stretch - 1], candidates[stretch]];
  const from = before === undefined ? 0 : leftOut(before).end;
  if (behind === undefined) return text.slice(from);
  const code = text.slice(from, leftOut(behind).start);
  const { name, head, keepsHead } = behind;
  return keepsHead && name !== '' ? code.slice(0, code.length - head.length) + withoutName(head, name) : code;
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
