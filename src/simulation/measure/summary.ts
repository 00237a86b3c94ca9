import type { LayerStatistics } from '../../model/statistics.ts';
import type { NetworkLayer } from '../network.ts';
import type { Work } from '../operator.ts';
import { type ForwardMeasure, measureBackward, measureForward } from './measure.ts';
import { HISTOGRAM_EDGES, type Instruments } from './signal.ts';
import { SizeCounts } from './sizes.ts';

/** Collects one layer's figures over draws. */
export class LayerSummary {
  readonly #node: NetworkLayer;
  readonly #instruments: Instruments;
  readonly #forward: ForwardMeasure[] = [];
  readonly #backward: number[] = [];
  readonly #weightGradients: number[] = [];
  readonly #counts = new Float64Array(HISTOGRAM_EDGES.length - 1);
  readonly #sizes = { forward: new SizeCounts(), backward: new SizeCounts() };
  #nonFinite = 0;

  /** @param instruments of the network, which all its layers are measured with in turn. */
  constructor(node: NetworkLayer, instruments: Instruments) {
    this.#node = node;
    this.#instruments = instruments;
  }

  *addForward(): Work {
    const measure = yield* measureForward(this.#node, this.#instruments);
    for (let bin = 0; bin < this.#counts.length; bin++) {
      this.#counts[bin] = (this.#counts[bin] ?? 0) + (this.#instruments.counts[bin] ?? 0);
    }
    yield* this.#sizes.forward.add(this.#node.output.value);
    this.#forward.push(measure);
    this.#nonFinite += measure.nonFinite;
  }

  *addBackward(): Work {
    const { secondMoment, nonFinite } = yield* measureBackward(this.#node);
    yield* this.#sizes.backward.add(this.#node.output.gradient);
    this.#backward.push(secondMoment);
    this.#nonFinite += nonFinite;
    const weightGradient = this.#node.operator?.weightGradient() ?? null;
    if (weightGradient !== null) this.#weightGradients.push(yield* weightGradient);
  }

  /** Over the draws so far, at least one. */
  statistics(): LayerStatistics {
    const { layer, notes, method } = this.#node;
    const measures = this.#forward;
    const cosines = measures.flatMap(({ cosine }) => (cosine === null ? [] : [cosine]));
    return {
      id: layer.id,
      method,
      approximation: notes.length > 0 ? notes.join(' ') : null,
      forward: {
        ...overDraws(measures.map(({ secondMoment }) => secondMoment)),
        mean: average(measures.map(({ mean }) => mean)),
        variance: average(measures.map(({ mean, secondMoment }) => Math.max(0, secondMoment - mean ** 2))),
        deadFraction: average(measures.map(({ deadFraction }) => deadFraction)),
        saturatedFraction: average(measures.map(({ saturatedFraction }) => saturatedFraction)),
        cosine: cosines.length > 0 ? average(cosines) : null,
        histogram: { edges: HISTOGRAM_EDGES, counts: [...this.#counts] },
        magnitudes: this.#sizes.forward.magnitudes(),
      },
      backward: { ...overDraws(this.#backward), magnitudes: this.#sizes.backward.magnitudes() },
      weightGradient: this.#weightGradients.length > 0 ? { secondMoment: average(this.#weightGradients) } : null,
      nonFinite: this.#nonFinite,
    };
  }
}

/** Mean, its standard error, median and middle 90% of a quantity over draws. */
function overDraws(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    secondMoment: average(values),
    standardError: standardError(values),
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the mean; 0 for a single draw, of which nothing can be said. Infinity if a draw is infinite. */
function standardError(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = average(values);
  if (!Number.isFinite(mean)) return Number.POSITIVE_INFINITY;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (n - 1) / n);
}

/** Between order statistics linearly; `sorted` ascending and not empty. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  // The difference of two infinite ones is not a number.
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}
