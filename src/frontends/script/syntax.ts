import { Notes } from '../../model/notes.ts';
import type { Span } from '../../model/text.ts';
import type { SourceText } from './source-text.ts';

/**
 * A node of the syntax tree, copied out of the parser's memory so that a reading outlives the parse. Parentheses,
 * square brackets, quotes, dots, colons, semicolons and arrows are among the children only where the document lacks them:
 * they are empty then, as all that was put in for the parser.
 * Positions are UTF-16 offsets into the document as the user wrote it, also where the text was mended for parsing.
 */
export interface SyntaxNode extends Span {
  /** The grammar's name for it (`call_expression`, `(`). */
  readonly type: string;
  /** False for punctuation and keywords. */
  readonly named: boolean;
  /** The role in its parent (`arguments`), null if the grammar gives it none. */
  readonly field: string | null;
  readonly parent: SyntaxNode | null;
  readonly children: readonly SyntaxNode[];
  /** The text that its offsets count in. */
  readonly document: SourceText;
}

/** The node's place as plain data. */
export function spanOf(node: SyntaxNode): Span {
  return { start: node.start, end: node.end };
}

/** The child in a role, null where the code is too incomplete to have it. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | null {
  return node.children.find((child) => child.field === field) ?? null;
}

/** Children that mean something: no punctuation, no comments. */
export function meaningful(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}

export function firstMeaningful(node: SyntaxNode): SyntaxNode | null {
  return node.children.find((child) => child.named && child.type !== 'comment') ?? null;
}

/**
 * Every named node of some types below and including the root, parents first; without recursion, so that depth does not
 * matter. A whole tree is walked once, whoever asks.
 */
export function descendantsOf(root: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  if (root.parent !== null) return within(root, types);
  const [only, ...others] = types.map((type) => indexOf(root).get(type) ?? []);
  if (only === undefined || others.length === 0) return only ?? [];
  return [only, ...others].flat().sort((a, b) => a.start - b.start || b.end - a.end);
}

/** As `descendantsOf`, but of a whole tree one type after the other: to put all in one order takes time. */
export function descendantsByType(root: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  return root.parent === null ? types.flatMap((type) => indexOf(root).get(type) ?? []) : within(root, types);
}

function within(root: SyntaxNode, types: readonly string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (types.includes(node.type)) found.push(node);
    openParts(node, open);
  }
  return found;
}

/** Puts a node's named parts on the stack, the first one on top: others have no parts, and nobody looks for them. */
function openParts({ children }: SyntaxNode, open: SyntaxNode[]): void {
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i];
    if (child?.named === true) open.push(child);
  }
}

type TypeIndex = ReadonlyMap<string, readonly SyntaxNode[]>;

const indices = new Notes<SyntaxNode, TypeIndex>();

function indexOf(root: SyntaxNode): TypeIndex {
  return indices.of(root, byType);
}

function byType(root: SyntaxNode): TypeIndex {
  const index = new Map<string, SyntaxNode[]>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const same = index.get(node.type);
    if (same === undefined) index.set(node.type, [node]);
    else same.push(node);
    openParts(node, open);
  }
  return index;
}

/** The outermost node of that type with exactly that span, null if the tree has none. */
export function nodeAt(root: SyntaxNode, span: Span, type: string): SyntaxNode | null {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === type && node.start === span.start && node.end === span.end) return node;
    for (const child of node.children) {
      if (child.start <= span.start && span.end <= child.end) open.push(child);
    }
  }
  return null;
}

/** 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Lines of many offsets of one text: its line starts are looked for once. */
export class LineIndex {
  private readonly text: string;
  private starts: number[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** 1-based. */
  lineOf(offset: number): number {
    this.starts ??= lineStarts(this.text);
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
