import { isInteger, isNumber, isRecord, literal } from '../../src/protocol/guard.ts';

export const OPTIMIZERS = ['adam', 'sgd', 'momentum'] as const;
export const TASKS = ['linear', 'teacher', 'random'] as const;

export type OptimizerName = (typeof OPTIMIZERS)[number];

/**
 * What is to be learnt: a random linear map of what the inputs are made of, a random two-layer network of it, or targets
 * that have nothing to do with the inputs, which can only be memorised.
 */
export type TaskName = (typeof TASKS)[number];

export interface TrainingOptions {
  /** Updates of the weights. */
  readonly steps: number;
  /** Examples of one step. */
  readonly batch: number;
  readonly optimizer: OptimizerName;
  /** Positive. */
  readonly learningRate: number;
  readonly task: TaskName;
  /** Whole, from 0 on: of data, weights and dropout. */
  readonly seed: number;
  /** Trainings of each scheme, with seeds one after the other. */
  readonly repeats: number;
}

export const STEPS: readonly number[] = [50, 100, 200, 300, 500, 1000];
export const TRAINING_BATCHES: readonly number[] = [8, 16, 32, 64];
export const REPEATS: readonly number[] = [1, 3, 5];

/** Keras's defaults; a tenth of plain descent's for momentum 0.9, whose steps add up to ten of them. */
export const LEARNING_RATES: Readonly<Record<OptimizerName, number>> = { adam: 0.001, sgd: 0.01, momentum: 0.001 };

export const DEFAULT_TRAINING: TrainingOptions = {
  steps: 300,
  batch: 32,
  optimizer: 'sgd',
  learningRate: LEARNING_RATES.sgd,
  task: 'linear',
  seed: 1,
  repeats: 1,
};

export const isOptimizer = literal(...OPTIMIZERS);
export const isTask = literal(...TASKS);

export function isLearningRate(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

/** Reads kept options; what is missing or of the wrong kind is as at first. */
export function parseTraining(value: unknown): TrainingOptions {
  const written = isRecord(value) ? value : {};
  const { steps, batch, optimizer, learningRate, task, seed, repeats } = written;
  const chosen = isOptimizer(optimizer) ? optimizer : DEFAULT_TRAINING.optimizer;
  return {
    steps: STEPS.find((known) => known === steps) ?? DEFAULT_TRAINING.steps,
    batch: TRAINING_BATCHES.find((known) => known === batch) ?? DEFAULT_TRAINING.batch,
    optimizer: chosen,
    learningRate: isNumber(learningRate) && isLearningRate(learningRate) ? learningRate : LEARNING_RATES[chosen],
    task: isTask(task) ? task : DEFAULT_TRAINING.task,
    seed: isInteger(seed) ? seed : DEFAULT_TRAINING.seed,
    repeats: REPEATS.find((known) => known === repeats) ?? DEFAULT_TRAINING.repeats,
  };
}
