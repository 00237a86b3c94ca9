import { bogusCommentEnd, commentEnd, isLetter } from './raw-text.ts';
import { readTag, type Tag } from './tag.ts';

/** What stands at a place of a text of markup, and where to go on behind it. */
export type Mark =
  | { readonly kind: 'start' | 'end'; readonly tag: Tag; readonly start: number; readonly end: number }
  | { readonly kind: 'other'; readonly start: number; readonly end: number };

/** The next tag or comment from an offset on; null where there is none, or it never ends. */
export function nextMark(text: string, from: number): Mark | null {
  for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
    const mark = markAt(text, at);
    if (mark !== 'text') return mark;
  }
  return null;
}

/** @returns `text` for a `<` that begins nothing. */
function markAt(text: string, at: number): Mark | null | 'text' {
  if (text.startsWith('<!--', at)) return { kind: 'other', start: at, end: commentEnd(text, at) };
  const isEnd = text[at + 1] === '/';
  const name = isEnd ? at + 2 : at + 1;
  if (isLetter(text, name)) {
    const tag = readTag(text, name);
    return tag === null ? null : { kind: isEnd ? 'end' : 'start', tag, start: at, end: tag.end };
  }
  const isBogus = isEnd || text[at + 1] === '!' || text[at + 1] === '?';
  return isBogus ? { kind: 'other', start: at, end: bogusCommentEnd(text, at) } : 'text';
}
