import { lineAt, lineStarts } from '../model/lines.ts';
import type { Span } from '../model/text.ts';

/** 1-based; columns count UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns. */
export class Places {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = lineStarts(text);
  }

  at(offset: number): Place {
    const line = lineAt(this.#starts, offset);
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 };
  }

  range(span: Span) {
    const start = this.at(span.start);
    const end = this.at(span.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }
}
