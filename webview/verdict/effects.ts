import type { ShownModel } from '../shown-model.ts';
import { type GroupEffect, groupEffects } from './blame.ts';

/** What groups of kernels do to the model that is shown, predicted one a task so that the page stays smooth meanwhile. */
export class Effects {
  readonly #onReady: () => void;
  #shown: ShownModel | null = null;
  #found: GroupEffect[] = [];
  #isReady = false;

  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  /** Null as long as they are being predicted; those of an earlier model are dropped. */
  of(shown: ShownModel): readonly GroupEffect[] | null {
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#found = [];
      this.#isReady = false;
      this.#predict(shown, groupEffects(shown));
    }
    return this.#isReady ? this.#found : null;
  }

  #predict(shown: ShownModel, rest: Iterator<GroupEffect>): void {
    setTimeout(() => {
      if (shown !== this.#shown) return;
      const next = rest.next();
      if (next.done !== true) {
        this.#found.push(next.value);
        this.#predict(shown, rest);
        return;
      }
      this.#isReady = true;
      this.#onReady();
    });
  }
}
