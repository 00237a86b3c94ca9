import { lineAt, lineStarts } from '../model/lines.ts';

/** 1-based, in UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offsets of a text as lines and columns. */
export class LineColumns {
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = lineStarts(text);
  }

  at(offset: number): LineColumn {
    const line = lineAt(this.starts, offset);
    return { line: line + 1, column: offset - (this.starts[line] ?? 0) + 1 };
  }
}
