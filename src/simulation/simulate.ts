import type { ModelGraph } from '../model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';

export interface SimulationOptions {
  /** Independent draws of all weights and inputs; at least 1. */
  readonly seeds: number;
  /** The same seed gives the same numbers. */
  readonly seed: number;
  /** Examples a draw; at least 2, so that two can be compared. */
  readonly batch: number;
  readonly input: InputDistribution;
}

export interface SimulationProgress {
  /** Share of the whole run, 0 to 1. */
  readonly fraction: number;
  /** Statistics over the seeds done so far, when a seed has just been completed; else null. */
  readonly statistics: readonly LayerStatistics[] | null;
}

/**
 * Samples weights and inputs, runs the graph forward and backward, and summarises over seeds.
 * A generator, so that its caller decides when to go on: it yields often (at least once a layer and seed).
 * @returns the statistics over all seeds, in the graph's order.
 */
// biome-ignore lint/correctness/useYield: a contract until the simulation is written
export function* simulate(
  _graph: ModelGraph,
  _options: SimulationOptions,
): Generator<SimulationProgress, LayerStatistics[]> {
  throw new Error('not written yet');
}
