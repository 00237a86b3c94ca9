import type { StatisticsByLayer } from './series.ts';

/**
 * Layers' statistics that are kept in all, each about 2 KB with its histograms: 16 schemes of a network of 180 layers and
 * as many of its last version take a dozen megabytes.
 */
const MOST_LAYERS = 6000;

export interface KeptResult {
  readonly statistics: StatisticsByLayer;
  /** Examples a seed. */
  readonly batch: number;
  /** Over all seeds, or over those done so far. */
  readonly state: 'complete' | 'partial';
}

/** Results by the signature of their job; those that were not used for longest are dropped beyond a bound. */
export class Results {
  /** In the order of their last use. */
  readonly #bySignature = new Map<string, KeptResult>();
  readonly #mostLayers: number;

  constructor(mostLayers = MOST_LAYERS) {
    this.#mostLayers = mostLayers;
  }

  /** Null where there is none, or none any more. */
  get(signature: string): KeptResult | null {
    return this.#bySignature.get(signature) ?? null;
  }

  set(signature: string, result: KeptResult): void {
    this.#bySignature.delete(signature);
    this.#bySignature.set(signature, result);
  }

  /** What is wanted now becomes what was used last, and is not dropped, however much it is. */
  use(wanted: ReadonlySet<string>): void {
    for (const signature of wanted) {
      const result = this.#bySignature.get(signature);
      if (result !== undefined) this.set(signature, result);
    }
    let layers = [...this.#bySignature.values()].reduce((sum, { statistics }) => sum + statistics.size, 0);
    for (const [signature, { statistics }] of this.#bySignature) {
      if (layers <= this.#mostLayers) return;
      if (wanted.has(signature)) continue;
      this.#bySignature.delete(signature);
      layers -= statistics.size;
    }
  }

  clear(): void {
    this.#bySignature.clear();
  }
}
