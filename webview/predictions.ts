import { predictedModel, type ShownModel } from './shown-model.ts';
import type { TheoryWorker } from './theory-worker.ts';

export interface Prediction {
  /** Null where there is no model. */
  readonly shown: ShownModel | null;
  /** Why theory says nothing, for the user; null if it does. */
  readonly failure: string | null;
}

/** Asks theory about the model that is shown; what comes of an earlier question is dropped. */
export class Predictions {
  readonly #theory: TheoryWorker;
  #lastAsked = 0;
  #answered = 0;

  constructor(theory: TheoryWorker) {
    this.#theory = theory;
  }

  /** Whether the last question has no answer yet. */
  get isAwaited(): boolean {
    return this.#answered !== this.#lastAsked;
  }

  /** Null where another question was asked meanwhile. */
  async of(next: ShownModel | null): Promise<Prediction | null> {
    const asked = ++this.#lastAsked;
    const prediction = await this.#ask(next);
    if (asked !== this.#lastAsked) return null;
    this.#answered = asked;
    return prediction;
  }

  async #ask(next: ShownModel | null): Promise<Prediction> {
    if (next === null) return { shown: null, failure: null };
    try {
      return { shown: await predictedModel(next, this.#theory), failure: null };
    } catch (error) {
      // Its simulation needs no theory.
      return { shown: next, failure: error instanceof Error ? error.message : String(error) };
    }
  }
}
