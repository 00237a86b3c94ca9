import type { ModelGraph } from '../../src/model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../../src/model/statistics.ts';
import { isModelGraph } from '../../src/protocol/graph-guard.ts';
import {
  type Guard,
  isInteger,
  isNumber,
  isString,
  listOf,
  literal,
  record,
  tagged,
} from '../../src/protocol/guard.ts';
import { isStatistics } from '../../src/protocol/statistics-guard.ts';

/** What theory has to know besides the graphs. */
export interface PredictedInput {
  readonly input: InputDistribution;
  readonly batch: number;
  /** Root of the input's second moment. */
  readonly scale: number;
}

/** Asks what theory says of each of the graphs; answered by one of `predicted` and `failed` with the same id. */
export interface Predict {
  readonly type: 'predict';
  readonly id: number;
  readonly graphs: readonly ModelGraph[];
  readonly options: PredictedInput;
}

export type FromTheory =
  /** A list a graph, in their order. */
  | { readonly type: 'predicted'; readonly id: number; readonly statistics: readonly (readonly LayerStatistics[])[] }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

const isOptions: Guard<PredictedInput> = record<PredictedInput>({
  input: literal('normal', 'uniform', 'constant'),
  batch: isInteger,
  scale: isNumber,
});

const isPredict = tagged<Predict, 'type'>('type', {
  predict: { id: isInteger, graphs: listOf(isModelGraph), options: isOptions },
});

const isFromTheory = tagged<FromTheory, 'type'>('type', {
  predicted: { id: isInteger, statistics: listOf(isStatistics) },
  failed: { id: isInteger, message: isString },
});

/** Null for what is no such message. */
export function parsePredict(value: unknown): Predict | null {
  return isPredict(value) ? value : null;
}

/** Null for what is no such message. */
export function parseFromTheory(value: unknown): FromTheory | null {
  return isFromTheory(value) ? value : null;
}
