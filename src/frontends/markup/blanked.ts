import type { Span } from '../../model/text.ts';

/** The text with spaces for all that lies outside of some stretches, so that offsets and lines stay. */
export function blankedOutside(text: string, kept: readonly Span[]): string {
  let blanked = '';
  let from = 0;
  for (const { start, end } of [...kept].sort((a, b) => a.start - b.start)) {
    blanked += blank(text.slice(from, start)) + text.slice(start, end);
    from = end;
  }
  return blanked + blank(text.slice(from));
}

/** A line at a time: pages are large, and this is done at every keystroke. */
function blank(text: string): string {
  return text.replace(/[^\n\r]+/g, (line) => ' '.repeat(line.length));
}

/**
 * Scripts hidden from browsers that knew none stand between `<!--` and `-->`, each of which begins a comment of one line
 * (ECMA-262, B.1.1): spaces of the same length mean the same to any parser.
 */
export function withoutMarkupComments(text: string): string {
  return text.replace(/^[^\S\n\r]*(?:<!--|-->)[^\n\r]*/gm, blank);
}
