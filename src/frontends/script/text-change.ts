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
  let start = sameAtStart(before, after, shorter);
  const behind = sameAtEnd(before, after, shorter - start);
  let oldEnd = before.length - behind;
  let newEnd = after.length - behind;
  // A character of two code units changes as a whole.
  if (isInsidePair(before, start) || isInsidePair(after, start)) start--;
  if (isInsidePair(before, oldEnd) || isInsidePair(after, newEnd)) {
    oldEnd++;
    newEnd++;
  }
  return { start, oldEnd, newEnd };
}

/** Characters that are compared at once: an engine does that many times faster than one by one. */
const STRETCH = 512;

/** How many characters two texts share at their starts, at most `most`. */
function sameAtStart(one: string, other: string, most: number): number {
  let same = 0;
  const isSame = (end: number) => one.slice(same, end) === other.slice(same, end);
  while (same + STRETCH <= most && isSame(same + STRETCH)) same += STRETCH;
  while (same < most && one.charCodeAt(same) === other.charCodeAt(same)) same++;
  return same;
}

/** How many characters two texts share at their ends, at most `most`. */
function sameAtEnd(one: string, other: string, most: number): number {
  let same = 0;
  const tail = (text: string) => text.slice(text.length - same - STRETCH, text.length - same);
  while (same + STRETCH <= most && tail(one) === tail(other)) same += STRETCH;
  const isNextSame = () => one.charCodeAt(one.length - same - 1) === other.charCodeAt(other.length - same - 1);
  while (same < most && isNextSame()) same++;
  return same;
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
