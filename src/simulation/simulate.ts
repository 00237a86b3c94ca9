import type { ModelGraph } from '../model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';
import { LayerSummary } from './measure/summary.ts';
import { createNetwork, type Means, type Network } from './network.ts';
import { runNetwork } from './run.ts';

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
 * Whoever does not run it to its end calls `return()`, which gives its memory back.
 * @returns the statistics over all seeds, in the graph's order.
 */
export function* simulate(
  graph: ModelGraph,
  options: SimulationOptions,
  means: Means = {},
): Generator<SimulationProgress, LayerStatistics[]> {
  const network = createNetwork(graph, options.batch, means);
  try {
    return yield* simulateNetwork(network, options);
  } finally {
    network.release();
  }
}

function* simulateNetwork(
  network: Network,
  { seeds, seed, input }: SimulationOptions,
): Generator<SimulationProgress, LayerStatistics[]> {
  const summaries = new Map(network.layers.map((node) => [node, new LayerSummary(node, network.instruments)]));
  const statistics = () => [...summaries.values()].map((summary) => summary.statistics());
  const stepsInAll = seeds * network.layers.length * 2;
  let steps = 0;
  for (let index = 0; index < seeds; index++) {
    for (const completed of runNetwork(network, { seed, index, input })) {
      if (completed !== null) {
        const summary = summaries.get(completed.node);
        if (completed.direction === 'forward') summary?.addForward();
        else summary?.addBackward();
        steps++;
      }
      yield { fraction: steps / stepsInAll, statistics: null };
    }
    yield { fraction: steps / stepsInAll, statistics: statistics() };
  }
  return statistics();
}
