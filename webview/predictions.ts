import type { ModelGraph } from '../src/model/graph.ts';
import { Results } from './results.ts';
import { byLayer, type StatisticsByLayer } from './series.ts';
import { signatureOf } from './signature.ts';
import type { Predictor } from './simulation-worker.ts';
import type { PredictionOptions } from './worker/messages.ts';

/** What theory says of graphs, asked of the worker once each: of a large network it takes too long for the page. */
export class Predictions {
  readonly #predictor: Predictor;
  readonly #onChange: () => void;
  readonly #known = new Results();
  readonly #asked = new Set<string>();

  constructor(predictor: Predictor, onChange: () => void) {
    this.#predictor = predictor;
    this.#onChange = onChange;
  }

  /** Null as long as there is no answer; `onChange` is called when it has come. */
  of(graph: ModelGraph, { input, batch }: PredictionOptions): StatisticsByLayer | null {
    const signature = signatureOf(graph, { input, batch, seeds: 0, seed: 0 });
    const known = this.#known.get(signature);
    if (known !== null) return known.statistics;
    if (!this.#asked.has(signature)) void this.#ask(signature, graph, { input, batch });
    return null;
  }

  async #ask(signature: string, graph: ModelGraph, options: PredictionOptions): Promise<void> {
    this.#asked.add(signature);
    try {
      const statistics = byLayer(await this.#predictor.predict(graph, options));
      this.#known.set(signature, { statistics, state: 'complete' });
      this.#known.use(new Set([signature]));
      this.#asked.delete(signature);
      this.#onChange();
    } catch {
      // Its curves go without theory's line, and it is not asked again; where the worker is gone, the simulation says so.
    }
  }
}
