import type { Range } from 'web-tree-sitter';
import type { SyntaxNode } from './syntax.ts';
import type { TextChange } from './text-change.ts';

/** Which parts of an earlier syntax tree hold in the tree of a changed text, and where they were. */
export class KeptParts {
  readonly root: SyntaxNode;
  private readonly change: TextChange;
  /** Stretches of the new text whose structure may be another one, in order. */
  private readonly touched: readonly { readonly start: number; readonly end: number }[];

  /** @param changed what the parser says has another structure than before; the change itself is added. */
  constructor(root: SyntaxNode, change: TextChange, changed: readonly Range[]) {
    this.root = root;
    this.change = change;
    const ranges = changed.map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
    this.touched = [...ranges, { start: change.start, end: change.newEnd }].sort((a, b) => a.start - b.start);
  }

  /** Whether nothing changed between the offsets, nor at them. */
  isUntouched(start: number, end: number): boolean {
    return this.touched.every((range) => range.end < start || end < range.start);
  }

  /** Where a node that starts at the offset started in the earlier text. */
  startBefore(offset: number): number {
    return offset >= this.change.newEnd ? this.shifted(offset) : offset;
  }

  /** Where a node that ends at the offset ended in the earlier text. */
  endBefore(offset: number): number {
    return offset <= this.change.start ? offset : this.shifted(offset);
  }

  private shifted(offset: number): number {
    return offset + this.change.oldEnd - this.change.newEnd;
  }
}
