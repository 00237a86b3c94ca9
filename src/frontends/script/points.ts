import type { Point, Range } from 'web-tree-sitter';
import type { Span } from '../../model/text.ts';

export const TEXT_START: Point = { row: 0, column: 0 };

/** Row and column of an offset, counted from a place before it. */
export function pointAt(text: string, offset: number, from: number, at: Point): Point {
  let { row } = at;
  let lineStart = from - at.column;
  for (let next = text.indexOf('\n', from); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    row++;
    lineStart = next + 1;
  }
  return { row, column: offset - lineStart };
}

/** All of a text but some stretches, which come in order, as the parser takes it; never empty. */
export function rangesWithout(text: string, left: readonly Span[]): Range[] {
  const ranges: Range[] = [];
  let startIndex = 0;
  let startPosition = TEXT_START;
  for (const { start, end } of [...left, { start: text.length, end: text.length }]) {
    const endPosition = pointAt(text, start, startIndex, startPosition);
    const isLast = start === text.length;
    if (start > startIndex || (isLast && ranges.length === 0)) {
      ranges.push({ startIndex, endIndex: start, startPosition, endPosition });
    }
    startPosition = pointAt(text, end, start, endPosition);
    startIndex = end;
  }
  return ranges;
}
