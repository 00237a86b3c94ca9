/** One stretch of a text that another one replaces. */
export interface Replaced {
  readonly start: number;
  /** UTF-16 units that go. */
  readonly removed: number;
  /** UTF-16 units that come. */
  readonly added: number;
}

/**
 * Where an offset of the text before some edits is behind them: where what stood there is replaced, at the start of what
 * comes instead.
 * @param edits of one step: all offsets count in the text before it, and none overlaps another.
 */
export function movedOffset(offset: number, edits: readonly Replaced[]): number {
  let moved = offset;
  for (const { start, removed, added } of edits) {
    // Text that comes right before the offset pushes it.
    if (start + removed <= offset) moved += added - removed;
    else if (start < offset) moved -= offset - start;
  }
  return moved;
}
