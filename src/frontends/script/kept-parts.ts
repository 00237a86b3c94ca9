import type { Range } from 'web-tree-sitter';
import type { Span } from '../../model/text.ts';
import type { MendedText } from './mended-text.ts';
import type { SyntaxNode } from './syntax.ts';
import type { TextChange } from './text-change.ts';

/** A parsed text, and the copy of its tree, whose offsets are the document's. */
export interface CopiedText {
  readonly parsed: MendedText;
  readonly root: SyntaxNode;
}

/** Which parts of an earlier syntax tree hold in the tree of a changed text, and where they were. */
export class KeptParts {
  readonly root: SyntaxNode;
  private readonly earlier: MendedText;
  private readonly change: TextChange;
  /** Stretches of the new text whose structure may be another one, or whose place in the document. */
  private readonly touched: readonly Span[];

  /**
   * @param change from the earlier parsed text to the new one; null if they are the same.
   * @param changed what the parser says has another structure than before; the change itself is added.
   */
  constructor(before: CopiedText, after: MendedText, change: TextChange | null, changed: readonly Range[]) {
    this.root = before.root;
    this.earlier = before.parsed;
    this.change = change ?? NO_CHANGE;
    this.touched = [
      ...changed.map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex })),
      ...(change === null ? [] : [{ start: change.start, end: change.newEnd }]),
      // What was put in may have been typed since, and the other way round: the places behind it moved, the text did not.
      ...before.parsed.inserted.map(({ start, end }) => ({ start: this.after(start), end: this.after(end) })),
      ...after.inserted,
    ];
  }

  /** Whether nothing changed between the offsets, nor at them. */
  isUntouched(start: number, end: number): boolean {
    return this.touched.every((range) => range.end < start || end < range.start);
  }

  /** Where in the earlier document a node started that starts at an offset of the parsed text. */
  startBefore(offset: number): number {
    return this.earlier.position(offset >= this.change.newEnd ? this.shifted(offset) : offset);
  }

  /** Where in the earlier document a node ended that ends at an offset of the parsed text. */
  endBefore(offset: number): number {
    return this.earlier.position(offset <= this.change.start ? offset : this.shifted(offset));
  }

  private shifted(offset: number): number {
    return offset + this.change.oldEnd - this.change.newEnd;
  }

  /** The new place of an offset of the earlier parsed text. */
  private after(offset: number): number {
    const { start, oldEnd, newEnd } = this.change;
    return offset <= start ? offset : Math.max(newEnd, offset + newEnd - oldEnd);
  }
}

const NO_CHANGE: TextChange = { start: 0, oldEnd: 0, newEnd: 0 };
