import type { ModelContent } from './model-content.ts';
import type { Section, SectionMaker } from './section.ts';
import type { Drawing } from './turns.ts';

/** A section's place on the page: what it shows, and what it is still to show. */
export class SectionSlot {
  readonly name: string;
  readonly isUrgent: boolean;
  readonly #make: () => Section;
  #section: Section | null = null;
  #drawn: ModelContent | null = null;
  #due: ModelContent | null = null;
  #isDrawing = false;

  constructor({ name, isUrgent = false, make }: SectionMaker) {
    this.name = name;
    this.isUrgent = isUrgent;
    this.#make = make;
  }

  /** Null until its turn has come. */
  get section(): Section | null {
    return this.#section;
  }

  make(): Section {
    this.#section = this.#make();
    return this.#section;
  }

  /** Nothing of the model is shown any more: all of the next one is drawn. */
  forget(): void {
    this.#drawn = null;
    this.#due = null;
  }

  /** @returns whether `draw` has to be called: a drawing under way goes on with what came last. */
  isDueWith(content: ModelContent): boolean {
    this.#due = content;
    return !this.#isDrawing;
  }

  /** What is under way is drawn to its end, however often newer content comes: it would not be seen otherwise. */
  *draw(): Drawing {
    this.#isDrawing = true;
    try {
      while (this.#due !== null && this.#section !== null) {
        const content = this.#due;
        this.#due = null;
        const drawing = this.#section.show(content, this.#drawn);
        this.#drawn = content;
        yield* drawing ?? [];
        yield;
      }
    } finally {
      this.#isDrawing = false;
    }
  }
}
