import type { ModelGraph } from '../../src/model/graph.ts';
import { isModelGraph } from '../../src/protocol/graph-guard.ts';
import { isInteger, isNumber, isString, listOf, record, tagged } from '../../src/protocol/guard.ts';
import { isOptimizer, isTask, type TrainingOptions } from './options.ts';

/** Sent to a worker that trains; it is ended to cancel, so that nothing has to be heard meanwhile. */
export type ToTrainer =
  /** Trains the graph under each scheme; answered by `chance` and `progress`, then `done` or `failed`. */
  | {
      readonly type: 'train';
      readonly id: number;
      readonly graphs: readonly ModelGraph[];
      readonly options: TrainingOptions;
    }
  /** Answered by `measured` or `failed`. */
  | { readonly type: 'measure'; readonly id: number; readonly graph: ModelGraph; readonly options: TrainingOptions };

/** Losses of one scheme in one repeat, from a step on. */
export interface Losses {
  /** Index among the schemes. */
  readonly scheme: number;
  readonly repeat: number;
  readonly from: number;
  readonly losses: readonly number[];
}

export type FromTrainer =
  | { readonly type: 'measured'; readonly id: number; readonly secondsPerStep: number }
  /** The loss of the best answer that does not look at the input. */
  | { readonly type: 'chance'; readonly id: number; readonly repeat: number; readonly chance: number }
  | {
      readonly type: 'progress';
      readonly id: number;
      /** Of all steps, 0 to 1. */
      readonly fraction: number;
      readonly losses: readonly Losses[];
    }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

const isOptions = record<TrainingOptions>({
  steps: isInteger,
  batch: isInteger,
  optimizer: isOptimizer,
  learningRate: isNumber,
  task: isTask,
  seed: isInteger,
  repeats: isInteger,
});

const isToTrainer = tagged<ToTrainer, 'type'>('type', {
  train: { id: isInteger, graphs: listOf(isModelGraph), options: isOptions },
  measure: { id: isInteger, graph: isModelGraph, options: isOptions },
});

const isLosses = record<Losses>({
  scheme: isInteger,
  repeat: isInteger,
  from: isInteger,
  losses: listOf(isNumber),
});

const isFromTrainer = tagged<FromTrainer, 'type'>('type', {
  measured: { id: isInteger, secondsPerStep: isNumber },
  chance: { id: isInteger, repeat: isInteger, chance: isNumber },
  progress: { id: isInteger, fraction: isNumber, losses: listOf(isLosses) },
  done: { id: isInteger },
  failed: { id: isInteger, message: isString },
});

/** Null for what is no such message. */
export function parseToTrainer(value: unknown): ToTrainer | null {
  return isToTrainer(value) ? value : null;
}

/** Null for what is no such message. */
export function parseFromTrainer(value: unknown): FromTrainer | null {
  return isFromTrainer(value) ? value : null;
}
