import type { ValuePlace } from '../frontends/frontend.ts';
import type { Span, TextEdit } from '../model/text.ts';

/** One entry of the list of what an option's value can be. */
export interface ValueCompletion {
  /** The name. */
  readonly label: string;
  readonly text: string;
  /** The same with places to go through, in the editors' snippet syntax; null where there are none. */
  readonly snippet: string | null;
  /** What it replaces. */
  readonly replace: Span;
  /** Edits around that: a construction takes its quotes away. */
  readonly beside: readonly TextEdit[];
  /** What is typed is compared with this. */
  readonly filter: string;
  /** Behind the name: the standard deviation that results, and whether it is recommended. */
  readonly detail: string;
  /** Sentences: the reason. */
  readonly documentation: string;
  readonly isBest: boolean;
}

/** What goes with a text that is no mere name: the quotes, which an editor must not compare with what is typed. */
export function withoutQuotes({ replace, whole }: ValuePlace): readonly TextEdit[] {
  const quotes: readonly Span[] = [
    { start: whole.start, end: replace.start },
    { start: replace.end, end: whole.end },
  ];
  return quotes.filter(({ start, end }) => start < end).map((quote) => ({ ...quote, text: '' }));
}
