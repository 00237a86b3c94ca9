import type { ModelGraph } from '../../src/model/graph.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import { isModelGraph } from '../../src/protocol/graph-guard.ts';
import { isInteger, isNumber, isString, literal, nullable, record, tagged } from '../../src/protocol/guard.ts';
import { isStatistics } from '../../src/protocol/statistics-guard.ts';
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

const isFromWorker = tagged<FromWorker, 'type'>('type', {
  progress: {
    id: isInteger,
    fraction: isNumber,
    statistics: nullable(isStatistics),
    kernels: literal('wasm', 'javascript'),
    batch: isInteger,
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
