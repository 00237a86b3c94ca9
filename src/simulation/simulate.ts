import type { ModelGraph } from '../model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';
import { LayerSummary } from './measure/summary.ts';
import type { Kernels } from './memory/lease.ts';
import { createNetwork, type Means, type Network } from './network.ts';
import type { Work } from './operator.ts';
import { runNetwork } from './run.ts';

export interface SimulationOptions {
  /** Independent draws of all weights and inputs; at least 1. */
  readonly seeds: number;
  /** The same seed gives the same numbers. */
  readonly seed: number;
  /** Examples a draw; at least 2, so that two can be compared. */
  readonly batch: number;
  readonly input: InputDistribution;
  /** Root of the input's second moment: its elements times this; 1 if left out. */
  readonly scale?: number;
}

export interface SimulationProgress {
  /** Share of the whole run, 0 to 1. */
  readonly fraction: number;
  /** Statistics over the seeds done so far, when a seed has just been completed; else null. */
  readonly statistics: readonly LayerStatistics[] | null;
  /** Whether WebAssembly computes, or plain JavaScript where it is not to be had: the same numbers, more slowly. */
  readonly kernels: Kernels;
  /** Examples a draw: fewer than the options ask for where memory would not do. */
  readonly batch: number;
}

/**
 * Samples weights and inputs, runs the graph forward and backward, and summarises over seeds.
 * A generator, so that its caller decides when to go on: it yields after every slice of work, of which `slices.ts` says how
 * large it is at most, and with what there is to report when a layer or a seed is done.
 * Whoever does not run it to its end calls `return()`, which gives its memory back.
 * @returns the statistics over all seeds, in the graph's order.
 */
export function* simulate(
  graph: ModelGraph,
  options: SimulationOptions,
  means: Means = {},
): Generator<SimulationProgress | undefined, LayerStatistics[]> {
  const network = yield* createNetwork(graph, options.batch, means);
  try {
    return yield* simulateNetwork(network, options);
  } finally {
    network.release();
  }
}

function* simulateNetwork(
  network: Network,
  { seeds, seed, input, scale = 1 }: SimulationOptions,
): Generator<SimulationProgress | undefined, LayerStatistics[]> {
  const summaries = new Map(network.layers.map((node) => [node, new LayerSummary(node, network.instruments)]));
  const { kernels, batch } = network;
  const stepsInAll = seeds * network.layers.length * 2;
  let steps = 0;
  let statistics: LayerStatistics[] = [];
  for (let index = 0; index < seeds; index++) {
    for (const completed of runNetwork(network, { seed, index, input, scale })) {
      const summary = completed === undefined ? undefined : summaries.get(completed.node);
      if (completed === undefined || summary === undefined) yield;
      else {
        yield* completed.direction === 'forward' ? summary.addForward() : summary.addBackward();
        steps++;
        yield { fraction: steps / stepsInAll, statistics: null, kernels, batch };
      }
    }
    statistics = yield* summarised(summaries.values());
    yield { fraction: steps / stepsInAll, statistics, kernels, batch };
  }
  return statistics;
}

function* summarised(summaries: Iterable<LayerSummary>): Work<LayerStatistics[]> {
  const statistics: LayerStatistics[] = [];
  for (const summary of summaries) {
    statistics.push(summary.statistics());
    yield;
  }
  return statistics;
}
