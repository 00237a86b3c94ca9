import type { Work } from '../operator.ts';
import { finished } from '../slices.ts';

/**
 * Where an operator's arrays come from. It asks for all of them when it is made, and for none while it runs.
 * Arrays that stand in one compiled engine's memory are worked on by its kernels, others by plain JavaScript.
 */
export interface Memory {
  /** Zeros at first; the operator's own for as long as the network lives. */
  float32(length: number): Float32Array;
  float64(length: number): Float64Array;
  int32(length: number): Int32Array;
  /** As `float32`, but anything may stand in it at first. */
  unset32(length: number): Float32Array;
  /**
   * Holds something only while one of the operator's calls runs, and until the next operator's begins: the place is
   * used by all operators in turn. Anything may stand in it at first.
   */
  scratch32(length: number): Float32Array;
  scratch64(length: number): Float64Array;
  /**
   * What is written into the arrays once, before anything runs: tables of places and the like. Not done while memory is
   * only planned.
   */
  prepare(work: () => Work): void;
}

/** Ordinary arrays, each for itself. */
export const HEAP: Memory = {
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
  int32: (length) => new Int32Array(length),
  unset32: (length) => new Float32Array(length),
  scratch32: (length) => new Float32Array(length),
  scratch64: (length) => new Float64Array(length),
  prepare: (work) => finished(work()),
};
