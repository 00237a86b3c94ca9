import type { Span } from '../../model/text.ts';

/** A script element of a page or component: its content's place, and what its start tag says. */
export interface ScriptElement extends Span {
  /** Values by lower-case name; of an attribute that is written twice the first counts. */
  readonly attributes: ReadonlyMap<string, string>;
}
