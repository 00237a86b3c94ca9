import type { Span } from '../../model/text.ts';
import type { TextChange } from './text-change.ts';

/**
 * A statement that begins at the margin and whose braces or brackets close at the margin: a declaration of a function,
 * class or type, a constant that holds a function, a list or an object, or a call that is handed a function.
 */
export interface MarginBlock {
  /** Empty where it declares nothing. */
  readonly name: string;
  /** The line that opens it, with its parameters. */
  readonly head: string;
  /** From behind what opens it to before what closes it. */
  readonly inside: Span;
  /** All of it where it is a statement by itself, which leaves a whole file when it is taken out; else its inside. */
  readonly removable: Span;
}

const DECLARATION =
  '(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:async\\s+)?(?:function\\b\\*?|class|interface|enum)\\s+([\\w$]+)[^\\n]*\\{';
const CONSTANT_FUNCTION = '(?:export\\s+)?(?:const|let|var)\\s+([\\w$]+)[^\\n]*?(?:=>|\\bfunction\\b[^\\n]*)\\s*\\{';
const CONSTANT_DATA = '(?:export\\s+)?(?:const|let|var)\\s+([\\w$]+)(?:\\s*:[^=\\n]*)?\\s*=\\s*[[{]';
const TYPE = '(?:export\\s+)?(?:declare\\s+)?type\\s+([\\w$]+)[^\\n]*\\{';
const CALL = '[\\w$]+[.(?][^\\n]*?(?:=>|\\bfunction\\b[^\\n]*)\\s*\\{';

/** The first line of each. */
const HEAD = new RegExp(`^(?:${DECLARATION}|${CONSTANT_DATA}|${CONSTANT_FUNCTION}|${TYPE}|${CALL})[ \\t]*\\r?$`, 'gm');

/** What may follow the last brace or bracket of a statement by itself. */
const TAIL = /[}\]](?:[ \t]*(?:as|satisfies)[ \t]+[\w$.<>[\], \t]+)?;?[ \t]*(?=\r?\n|$)/y;

/** What is known of an earlier text's blocks, and what changed since. */
export interface EarlierBlocks<B extends MarginBlock> {
  readonly blocks: readonly B[];
  readonly change: TextChange;
}

/**
 * The blocks of a text, in order, where nothing is amiss with their brackets, quotes and comments.
 * @param know adds to a block what its characters tell.
 * @param earlier where not null, is asked for blocks that did not change, moved to their new places: it saves time alone.
 */
export function marginBlocks<B extends MarginBlock>(
  text: string,
  know: (block: MarginBlock) => B,
  earlier: EarlierBlocks<B> | null,
): B[] {
  const found = earlier === null ? [] : blocksBefore(earlier);
  HEAD.lastIndex = found.at(-1)?.inside.end ?? 0;
  for (let match = HEAD.exec(text); match !== null; match = HEAD.exec(text)) {
    const end = closingAtMargin(text, match.index + match[0].trimEnd().length);
    if (end === null) continue;
    const block = blockOf(text, match, end);
    if (block !== null) found.push((earlier && standing(block, earlier)) ?? know(block));
    const behind = earlier && blocksBehind(earlier, end);
    if (behind !== null) return found.concat(behind);
    HEAD.lastIndex = end;
  }
  return found;
}

/** The block whose head was found, null where brackets, quotes or comments reach beyond it. */
function blockOf(text: string, match: RegExpExecArray, end: number): MarginBlock | null {
  const [line, declared, data, held, type] = match;
  const head = line.trimEnd();
  const start = match.index + head.length;
  if (!isWhole(text.slice(start, end))) return null;
  const inside = { start, end };
  const name = declared ?? data ?? held ?? type ?? '';
  const whole = wholeStatement(text, match.index, end);
  if (data !== undefined && whole === null) return null;
  // Several constants in one statement: only the first one's name is known.
  const isAlone = name !== '' && (held === undefined || !/,[^()]*=/.test(head));
  return { name, head, inside, removable: isAlone && whole !== null ? whole : inside };
}

/** The blocks that are as they were: whether one is a statement by itself, the text up to the next one's head has a say in. */
function blocksBefore<B extends MarginBlock>({ blocks, change }: EarlierBlocks<B>): B[] {
  const behind = blocks.findIndex(({ inside }) => inside.start > change.start);
  return blocks.slice(0, Math.max(0, (behind === -1 ? blocks.length : behind) - 1));
}

/** What a block was that the change left as it was; null where it changed, or what stands around it made another one of it. */
function standing<B extends MarginBlock>(block: MarginBlock, { blocks, change }: EarlierBlocks<B>): B | null {
  const { head, inside, removable } = block;
  const isBefore = inside.end <= change.start;
  if (!isBefore && inside.start - head.length < change.newEnd) return null;
  const by = isBefore ? 0 : change.newEnd - change.oldEnd;
  const before = blocks.find((other) => other.inside.end === inside.end - by);
  if (before === undefined) return null;
  const now = by === 0 ? before : moved(before, by);
  const isAsItWas = isSame(now.inside, inside) && isSame(now.removable, removable) && now.head.length === head.length;
  return isAsItWas ? now : null;
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** The blocks behind one that ends where one ended, behind the change: all that follows is as it was. Else null. */
function blocksBehind<B extends MarginBlock>({ blocks, change }: EarlierBlocks<B>, end: number): B[] | null {
  const by = change.newEnd - change.oldEnd;
  if (end < change.newEnd) return null;
  const last = blocks.findIndex(({ inside }) => inside.end === end - by);
  return last === -1 ? null : blocks.slice(last + 1).map((block) => moved(block, by));
}

function moved<B extends MarginBlock>(block: B, by: number): B {
  return { ...block, inside: movedSpan(block.inside, by), removable: movedSpan(block.removable, by) };
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The first closing bracket at the margin behind an offset; null if anything else stands there before. */
function closingAtMargin(text: string, from: number): number | null {
  const margin = /\n(?=[^\s])/g;
  margin.lastIndex = from;
  const at = margin.exec(text)?.index;
  if (at === undefined) return null;
  const closes = text[from - 1] === '[' ? ']' : '}';
  return text[at + 1] === closes ? at + 1 : null;
}

/** Whether brackets, template strings and comments that open in the text close in it too, as far as counting tells. */
function isWhole(body: string): boolean {
  const isEven = count(body, '`') % 2 === 0;
  return isEven && isMatched(body, '{', '}') && isMatched(body, '[', ']') && isMatched(body, '/*', '*/');
}

function isMatched(body: string, opening: string, closing: string): boolean {
  return count(body, opening) === count(body, closing);
}

function count(body: string, part: string): number {
  let found = 0;
  for (let at = body.indexOf(part); at !== -1; at = body.indexOf(part, at + part.length)) found++;
  return found;
}

/** What a line begins with that goes on with the statement before it; comments do not. */
const GOING_ON = /\s*(?:[([`+\-*.,?<=&|]|\/(?![/*]))/y;

/**
 * From the statement's first character to its last, null if what stands around it depends on it: decorators before it,
 * or code behind it that would go on with the statement before.
 */
function wholeStatement(text: string, start: number, closing: number): Span | null {
  TAIL.lastIndex = closing;
  const tail = TAIL.exec(text);
  if (tail === null) return null;
  const end = closing + tail[0].length;
  GOING_ON.lastIndex = end;
  return isDecoration(lineBefore(text, start)) || GOING_ON.test(text) ? null : { start, end };
}

/** The last line before an offset that is not blank. */
function lineBefore(text: string, offset: number): string {
  let end = offset;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}

/** A decorator, or the end of one that is called. */
function isDecoration(line: string): boolean {
  return line.trimStart().startsWith('@') || line.endsWith(')');
}
