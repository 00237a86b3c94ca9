import type { ShownModel } from '../shown-model.ts';
import type { TheoryWorker } from '../theory-worker.ts';
import { type GroupEffect, groupQuestions } from './blame.ts';

/** What groups of kernels do to the model that is shown, asked of theory. */
export class Effects {
  readonly #theory: TheoryWorker;
  readonly #earliest: Promise<void>;
  readonly #onReady: () => void;
  #shown: Pick<ShownModel, 'model' | 'options'> | null = null;
  #found: readonly GroupEffect[] | null = null;

  /** @param earliest when theory may be asked: causes are read after the curves. */
  constructor(theory: TheoryWorker, earliest: Promise<void>, onReady: () => void) {
    this.#theory = theory;
    this.#earliest = earliest;
    this.#onReady = onReady;
  }

  /** Null as long as theory has not answered; what it says of an earlier model is dropped. */
  of({ model, options }: Pick<ShownModel, 'model' | 'options'>): readonly GroupEffect[] | null {
    const before = this.#shown;
    const isSame = before?.model === model && JSON.stringify(before.options) === JSON.stringify(options);
    if (!isSame) {
      this.#shown = { model, options };
      this.#found = null;
      void this.#ask(this.#shown);
    }
    return this.#found;
  }

  async #ask(shown: Pick<ShownModel, 'model' | 'options'>): Promise<void> {
    const questions = groupQuestions(shown);
    let found: GroupEffect[] = [];
    try {
      await this.#earliest;
      const answers = await this.#theory.predict(
        questions.map(({ graph }) => graph),
        shown.options,
      );
      found = questions.flatMap(({ changed }, i) => {
        const alone = answers[i];
        return alone === undefined ? [] : [{ changed, alone }];
      });
    } catch {
      // The sentence goes without a cause; that theory is gone is said where the curves need it.
    }
    if (shown !== this.#shown) return;
    this.#found = found;
    this.#onReady();
  }
}
