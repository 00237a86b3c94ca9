import type { LayerId } from './graph.ts';
import type { Magnitudes } from './magnitudes.ts';

/** What goes forward through one layer: its output after its own activation, over all units and examples. */
export interface ForwardStatistics {
  readonly mean: number;
  /** Mean over seeds of E[a^2]. */
  readonly secondMoment: number;
  readonly variance: number;
  /** Median over seeds of E[a^2]. */
  readonly median: number;
  /** Of `secondMoment`, over seeds; 0 for a closed form. */
  readonly standardError: number;
  /** 5% and 95% quantile of E[a^2] over seeds; for a prediction the finite-width band. */
  readonly low: number;
  readonly high: number;
  /** Share of units that are 0 for every example of the batch. */
  readonly deadFraction: number;
  /** Share of elements where |f'| is below 1% of its maximum on a bounded activation. */
  readonly saturatedFraction: number;
  /** Mean cosine between two different examples' outputs. */
  readonly cosine: number | null;
  readonly histogram: Histogram | null;
  /** Of a sample of the elements, over all seeds; null for a closed form. */
  readonly magnitudes: Magnitudes | null;
}

/** `counts[i]` elements lie in [edges[i], edges[i + 1]); the outer bins take what lies beyond. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** The gradient with respect to the layer's output, for an i.i.d. N(0, 1) loss gradient at the graph's outputs. */
export interface BackwardStatistics {
  readonly secondMoment: number;
  readonly median: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Of a sample of the gradient's elements, over all seeds; null for a closed form. */
  readonly magnitudes: Magnitudes | null;
}

/** How a layer's numbers came about. */
export type StatisticsMethod = 'meanField' | 'undrawn' | 'drawn' | 'passThrough';

export interface LayerStatistics {
  readonly id: LayerId;
  readonly method: StatisticsMethod;
  /** A sentence saying what was approximated and why; null if nothing was. */
  readonly approximation: string | null;
  readonly forward: ForwardStatistics;
  readonly backward: BackwardStatistics;
  /** Of the layer's main kernel, summed over the batch; null without one. */
  readonly weightGradient: { readonly secondMoment: number } | null;
  /** Elements, forward and backward over all seeds, that were infinite or not a number. */
  readonly nonFinite: number;
}

/** Distribution of the elements that enter the graph; each has second moment 1. */
export type InputDistribution = 'normal' | 'uniform' | 'constant';
