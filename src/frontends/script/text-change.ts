import { Edit } from 'web-tree-sitter';
import { pointAt, TEXT_START } from './points.ts';

/** One stretch of a text that another one replaces, in UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What two versions of a text do not have in common at their start and end; null if they are the same. */
export function changeBetween(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  // A character of two code units changes as a whole.
  if (isInsidePair(before, start) || isInsidePair(after, start)) start--;
  if (isInsidePair(before, oldEnd) || isInsidePair(after, newEnd)) {
    oldEnd++;
    newEnd++;
  }
  return { start, oldEnd, newEnd };
}

function isInsidePair(text: string, offset: number): boolean {
  const isHigh = (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
  return isHigh && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}

/** The change as the parser takes it, with rows and columns. */
export function editOf(before: string, after: string, { start, oldEnd, newEnd }: TextChange): Edit {
  const startPosition = pointAt(before, start, 0, TEXT_START);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: pointAt(before, oldEnd, start, startPosition),
    newEndPosition: pointAt(after, newEnd, start, startPosition),
  });
}
