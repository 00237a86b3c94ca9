import type { Activation } from '../../../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../../../model/activation-function.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Work } from '../../operator.ts';

/** Sizes of a cell's arrays. */
export interface CellSize {
  readonly batch: number;
  readonly steps: number;
  readonly units: number;
  /** Where the cell's arrays come from. */
  readonly memory: Memory;
}

/** What the recurrent kernel U does to the state before a step, under that step's masks where there are any. */
export interface Recurrence {
  /** target += state U: batch x units to batch x gates * units. */
  apply(step: number, state: Float32Array, target: Float32Array): Work;
  /** target += sums U^T: batch x gates * units to batch x units. */
  applyTransposed(step: number, sums: Float32Array, target: Float32Array): Work;
}

/** One kind of cell, step by step; what it needs of a step on the way back it keeps. */
export interface StepCell {
  /**
   * @param sums x W + b of the step, batch x gates * units; overwritten.
   * @param before state before the step, batch x units.
   * @param after receives the state after it.
   */
  forward(step: number, sums: Float32Array, before: Float32Array, after: Float32Array): Work;
  /**
   * Steps come in falling order, after all of them went forward.
   * @param gradient with respect to the state after the step.
   * @param sums receives the gradient with respect to x W + b.
   * @param passed receives the gradient with respect to the state before.
   */
  backward(step: number, before: Float32Array, gradient: Float32Array, sums: Float32Array, passed: Float32Array): Work;
}

/** The activation as numbers; what is not elementwise or cannot be read counts as linear. */
export function cellFunction(activation: Activation): Pick<ScalarFunction, 'value' | 'derivative'> {
  return scalarFunction(activation) ?? { value: (x) => x, derivative: () => 1 };
}

/** The part of an array that belongs to one step. */
export function stepOf(array: Float32Array, step: number, size: number): Float32Array {
  return array.subarray(step * size, (step + 1) * size);
}
