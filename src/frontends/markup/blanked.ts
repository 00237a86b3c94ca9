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

function blank(text: string): string {
  return text.replace(/[^\t\n\r ]+/g, (written) => ' '.repeat(written.length));
}
