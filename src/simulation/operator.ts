import type { Layer, Weight, WeightRole } from '../model/graph.ts';
import { HEAP, type Memory } from './memory/memory.ts';
import type { RandomSource } from './random/xoshiro.ts';

/** A batch of examples and the loss gradient with respect to them. */
export interface Tensor {
  readonly batch: number;
  /** Without batch. */
  readonly shape: readonly number[];
  /** batch x shape, row-major. */
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  /** Where the operator that writes this tensor takes its own arrays from. */
  readonly memory: Memory;
}

/** Work in slices: a caller may pause or give up between two of them. */
export type Work<T = void> = Generator<undefined, T>;

/** The random numbers of one draw: a stream for each role within a layer, or the stream of a weight's written seed. */
export type Streams = (role: string, seed: number | null) => RandomSource;

export type DrawingMethod = 'drawn' | 'undrawn';

/** The method of what is made of several operators. */
export function methodOf(operators: readonly Operator[]): DrawingMethod {
  return operators.some(({ method }) => method === 'undrawn') ? 'undrawn' : 'drawn';
}

/**
 * One computation between tensors that it was made for; nothing is allocated while it runs.
 * How a weight layer comes by its output is its own affair: from drawn weights, or from their distribution alone.
 */
export interface Operator {
  /** Whether its weights are drawn; `undrawn` also where those of a part of it are not. */
  readonly method?: DrawingMethod;
  /** Takes new weights and noise. */
  draw(streams: Streams): Work | undefined;
  /** Overwrites the output's value. */
  forward(): Work | undefined;
  /** Adds to the inputs' gradients; needs the values of the last forward pass. */
  backward(): Work | undefined;
  /** Mean square of the main kernel's gradient after `backward`; null without a kernel. */
  weightGradient(): Work<number> | null;
}

/** Most operators have no weights and draw nothing. */
export function simpleOperator(forward: () => Work, backward: () => Work): Operator {
  return { draw: () => undefined, forward, backward, weightGradient: () => null };
}

/** A tensor within one operator: its value is kept until the way back, its gradient only while that operator runs. */
export function createTensor(batch: number, shape: readonly number[], memory: Memory = HEAP): Tensor {
  const length = batch * count(shape);
  return { batch, shape, value: memory.unset32(length), gradient: memory.scratch32(length), memory };
}

/** Elements of one example. */
export function count(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

export function findWeight(layer: Layer, role: WeightRole): Weight | undefined {
  return layer.weights.find((weight) => weight.role === role);
}
