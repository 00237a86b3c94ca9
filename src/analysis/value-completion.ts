import type { ValuePlace } from '../frontends/frontend.ts';
import type { Span } from '../model/text.ts';

/** One entry of the list of what an option's value can be. */
export interface ValueCompletion {
  /** The name. */
  readonly label: string;
  readonly text: string;
  /** The same with places to go through, in the editors' snippet syntax; null where there are none. */
  readonly snippet: string | null;
  /** What it replaces. */
  readonly replace: Span;
  /** What is typed is compared with this. */
  readonly filter: string;
  /** Behind the name: the standard deviation that results, and whether it is recommended. */
  readonly detail: string;
  /** Sentences: the reason. */
  readonly documentation: string;
  readonly isBest: boolean;
}

/** The place that a text goes to: one that is no mere name replaces the quotes too. */
export function replacing(place: ValuePlace, isName: boolean): Span {
  return isName ? place.replace : place.whole;
}
