import type { ModelGraph } from '../../src/model/graph.ts';
import { signatureOf } from '../signature.ts';
import { type LossPoint, lossCurve } from './loss-curve.ts';
import type { FromTrainer } from './messages.ts';
import type { TrainingOptions } from './options.ts';

/** A choice of initialisers that is trained. */
export interface TrainedScheme {
  readonly scheme: string;
  readonly label: string;
  /** Within a sentence. */
  readonly phrase: string;
  readonly graph: ModelGraph;
}

/** What has come of one training so far. */
export class TrainingRun {
  readonly schemes: readonly TrainedScheme[];
  readonly options: TrainingOptions;
  /** By scheme, then repeat. */
  readonly losses: readonly number[][][];
  state: 'running' | 'done' | 'stopped' = 'running';
  /** Share of all steps that is done. */
  fraction = 0;
  readonly #chances: number[] = [];

  readonly #signature: string;
  #asked: { readonly graph: ModelGraph; readonly isSame: boolean } | null = null;

  /** @param graph the model under the file's own initialisers. */
  constructor(graph: ModelGraph, schemes: readonly TrainedScheme[], options: TrainingOptions) {
    this.schemes = schemes;
    this.options = options;
    this.losses = schemes.map(() => []);
    this.#signature = signatureOf(graph, {});
  }

  /** Whether this model was trained, as it is now. */
  isOf(graph: ModelGraph): boolean {
    // Asked at every report: the signature of a large model is a long text.
    if (graph !== this.#asked?.graph) {
      this.#asked = { graph, isSame: this.#signature === signatureOf(graph, {}) };
    }
    return this.#asked.isSame;
  }

  /** The loss of the best answer that ignores the input, in mean over the repeats; null before it is known. */
  get chance(): number | null {
    const { length } = this.#chances;
    return length === 0 ? null : this.#chances.reduce((sum, each) => sum + each, 0) / length;
  }

  get curves(): (TrainedScheme & { readonly points: readonly LossPoint[] })[] {
    return this.schemes.map((scheme, i) => ({ ...scheme, points: lossCurve(this.losses[i] ?? []) }));
  }

  /** Steps of the repeat that has come farthest. */
  get steps(): number {
    return Math.max(0, ...this.losses.flat().map((each) => each.length));
  }

  take(message: Exclude<FromTrainer, { type: 'failed' | 'measured' }>): void {
    if (message.type === 'chance') this.#chances[message.repeat] = message.chance;
    if (message.type === 'done') this.state = 'done';
    if (message.type !== 'progress') return;
    this.fraction = message.fraction;
    for (const { scheme, repeat, losses } of message.losses) {
      const repeats = this.losses[scheme];
      if (repeats === undefined) continue;
      repeats[repeat] = [...(repeats[repeat] ?? []), ...losses];
    }
  }
}
