import type { Reading } from '../frontends/frontend.ts';
import { applyEdits, type TextEdit } from '../model/text.ts';
import { sameLayers } from './same-layers.ts';

/** What a text is read as once it is edited; each result is read once. */
export class MendedReading {
  readonly #text: string;
  readonly #reading: Reading;
  readonly #readAgain: (text: string) => Reading;
  /** By the edited text. */
  readonly #known = new Map<string, boolean>();

  constructor(text: string, reading: Reading, readAgain: (text: string) => Reading) {
    this.#text = text;
    this.#reading = reading;
    this.#readAgain = readAgain;
  }

  /** Whether the edited text has the same layers; also where a budget ended a reading, as there is nothing to compare. */
  keepsLayers(edits: readonly TextEdit[]): boolean {
    if (edits.length === 0 || this.#reading.limits.length > 0) return true;
    const edited = applyEdits(this.#text, edits);
    const known = this.#known.get(edited);
    if (known !== undefined) return known;
    const { graphs, limits } = this.#readAgain(edited);
    const isKept = limits.length > 0 || sameLayers(this.#reading.graphs, graphs);
    this.#known.set(edited, isKept);
    return isKept;
  }
}
