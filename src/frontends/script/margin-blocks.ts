import type { Span } from '../../model/text.ts';

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

/** Where nothing is amiss with their brackets, quotes and comments. */
export function marginBlocks(text: string): MarginBlock[] {
  const found: MarginBlock[] = [];
  HEAD.lastIndex = 0;
  for (let match = HEAD.exec(text); match !== null; match = HEAD.exec(text)) {
    const [line, declared, data, held, type] = match;
    const head = line.trimEnd();
    const start = match.index + head.length;
    const end = closingAtMargin(text, start);
    if (end === null) continue;
    HEAD.lastIndex = end;
    if (!isWhole(text.slice(start, end))) continue;
    const inside = { start, end };
    const name = declared ?? data ?? held ?? type ?? '';
    const whole = wholeStatement(text, match.index, end);
    if (data !== undefined && whole === null) continue;
    // Several constants in one statement: only the first one's name is known.
    const isAlone = name !== '' && (held === undefined || !/,[^()]*=/.test(head));
    found.push({ name, head, inside, removable: isAlone && whole !== null ? whole : inside });
  }
  return found;
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
