import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../src/model/graph.ts';
import { signatureOf } from '../signature.ts';
import { type Extent, expected, tooLarge, tooLong } from './budget.ts';
import type { Trainer } from './trainer.ts';

/** Of what decides how long a step takes. */
interface Measured {
  readonly key: string;
  /** Null while it is being measured, or if it cannot be trained. */
  readonly secondsPerStep: number | null;
  /** Why it cannot be trained, in a sentence. */
  readonly refusal: string | null;
}

/** Typing in the file asks for a measurement at every version of it. */
const DELAY_MS = 400;

/** How long a training will take on this machine: known before it is begun. */
export class Measurement {
  readonly #trainer: Trainer;
  readonly #onChange: () => void;
  #measured: Measured | null = null;
  /** Why it is not even tried, in a sentence. */
  #tooLarge: string | null = null;
  #extent: Extent | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(trainer: Trainer, onChange: () => void) {
    this.#trainer = trainer;
    this.#onChange = onChange;
  }

  /** Measures, unless it is known; `onChange` is called when it is. Not while a training runs. */
  of(graph: ModelGraph, extent: Extent): void {
    this.#extent = extent;
    const { batch, optimizer, task } = extent.options;
    const key = signatureOf(graph, [batch, optimizer, task]);
    this.#tooLarge = tooLarge(graph, extent);
    if (this.#tooLarge !== null) {
      this.forget();
      return;
    }
    if (key === this.#measured?.key) return;
    clearTimeout(this.#timer);
    this.#measured = { key, secondsPerStep: null, refusal: null };
    this.#timer = setTimeout(() => this.#run(graph, extent, key), DELAY_MS);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#measured = null;
  }

  /** Why nothing can be trained now, in a sentence; null if it can. */
  get whyNot(): string | null {
    if (this.#tooLarge !== null) return this.#tooLarge;
    if (this.#measured === null || this.#extent === null) return l10n.t('Nothing has been measured yet.');
    const { secondsPerStep, refusal } = this.#measured;
    if (refusal !== null) return refusal;
    if (secondsPerStep === null) return l10n.t('Measuring how long a step takes…');
    return tooLong(secondsPerStep, this.#extent);
  }

  /** How long it will take, in a sentence; empty before that is known. */
  get expected(): string {
    const seconds = this.#measured?.secondsPerStep ?? null;
    return seconds === null || this.#extent === null ? '' : expected(seconds, this.#extent);
  }

  #run(graph: ModelGraph, extent: Extent, key: string): void {
    const learn = (what: Omit<Measured, 'key'>) => {
      if (this.#measured?.key !== key) return;
      this.#measured = { key, ...what };
      this.#onChange();
    };
    this.#trainer.measure(graph, extent.options, {
      onMessage: (message) => {
        if (message.type === 'measured') learn({ secondsPerStep: message.secondsPerStep, refusal: null });
      },
      onFailed: (refusal) => learn({ secondsPerStep: null, refusal }),
    });
  }
}
