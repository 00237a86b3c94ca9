import type { ModelGraph } from '../../src/model/graph.ts';
import type { Magnitudes } from '../../src/model/magnitudes.ts';
import type { BackwardStatistics, ForwardStatistics, Histogram, LayerStatistics } from '../../src/model/statistics.ts';
import { isModelGraph } from '../../src/protocol/graph-guard.ts';
import { isInteger, isNumber, isString, listOf, literal, nullable, record, tagged } from '../../src/protocol/guard.ts';
import type { SimulationOptions, SimulationProgress } from '../../src/simulation/simulate.ts';

export type ToWorker =
  /** Simulates the graph; answered by any number of `progress`, then one of `done`, `cancelled` and `failed`. */
  | { readonly type: 'run'; readonly id: number; readonly graph: ModelGraph; readonly options: SimulationOptions }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  /** `statistics`: over the seeds done so far, when one has just been completed. */
  | (SimulationProgress & { readonly type: 'progress'; readonly id: number })
  | { readonly type: 'done'; readonly id: number; readonly statistics: readonly LayerStatistics[] }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

const isOptions = record<SimulationOptions>({
  seeds: isInteger,
  seed: isInteger,
  batch: isInteger,
  input: literal('normal', 'uniform', 'constant'),
  scale: isNumber,
});

const isToWorker = tagged<ToWorker, 'type'>('type', {
  run: { id: isInteger, graph: isModelGraph, options: isOptions },
  cancel: { id: isInteger },
});

const isMagnitudes = record<Magnitudes>({
  zeros: isNumber,
  nonFinite: isNumber,
  first: isInteger,
  counts: listOf(isNumber),
});

const overSeeds = { secondMoment: isNumber, median: isNumber, standardError: isNumber, low: isNumber, high: isNumber };
const sized = { magnitudes: nullable(isMagnitudes) };

const isForward = record<ForwardStatistics>({
  ...overSeeds,
  mean: isNumber,
  variance: isNumber,
  deadFraction: isNumber,
  saturatedFraction: isNumber,
  cosine: nullable(isNumber),
  histogram: nullable(record<Histogram>({ edges: listOf(isNumber), counts: listOf(isNumber) })),
  ...sized,
});

export const isStatistics = listOf(
  record<LayerStatistics>({
    id: isString,
    method: literal('meanField', 'undrawn', 'drawn', 'passThrough'),
    approximation: nullable(isString),
    forward: isForward,
    backward: record<BackwardStatistics>({ ...overSeeds, ...sized }),
    weightGradient: nullable(record<{ secondMoment: number }>({ secondMoment: isNumber })),
    nonFinite: isNumber,
  }),
);

const isFromWorker = tagged<FromWorker, 'type'>('type', {
  progress: {
    id: isInteger,
    fraction: isNumber,
    statistics: nullable(isStatistics),
    kernels: literal('wasm', 'javascript'),
  },
  done: { id: isInteger, statistics: isStatistics },
  cancelled: { id: isInteger },
  failed: { id: isInteger, message: isString },
});

/** Null for what is no such message. */
export function parseToWorker(value: unknown): ToWorker | null {
  return isToWorker(value) ? value : null;
}

/** Null for what is no such message. */
export function parseFromWorker(value: unknown): FromWorker | null {
  return isFromWorker(value) ? value : null;
}
