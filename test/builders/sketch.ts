import type { Activation } from '../../src/model/activation.ts';
import type { Weight, WeightRole } from '../../src/model/graph.ts';
import type { Fans } from '../../src/model/initializer.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { Sampler } from './samplers.ts';

/** A layer before it is put into a graph: everything that follows from its inputs' shapes. */
export interface Sketch {
  operation(inputs: readonly (readonly number[])[]): Operation;
  readonly activation: Activation | null;
  shape(inputs: readonly (readonly number[])[]): readonly number[];
  weights(inputs: readonly (readonly number[])[]): readonly Weight[];
  /** What the layer is made of, with what enters each. */
  readonly parts?: (inputs: readonly (readonly number[])[]) => readonly Part[];
}

export interface Part {
  readonly name: string;
  readonly sketch: Sketch;
  readonly inputs: readonly (readonly number[])[];
}

export function weight(
  role: WeightRole,
  shape: readonly number[],
  trueFans: Fans,
  sample: Sampler,
  seed: number | null,
): Weight {
  return {
    role,
    option: `${role}Initializer`,
    shape,
    fans: trueFans,
    trueFans,
    initializer: {
      spec: { name: 'unknown', reason: 'It is given by its distribution.' },
      seed,
      sampled: sample(trueFans),
      nominalVariance: null,
      explicit: true,
      span: null,
      object: null,
    },
  };
}

export const LINEAR: Activation = { name: 'linear' };

export interface WeightOptions {
  readonly seed?: number;
  readonly bias?: Sampler;
}

export function bias(units: number, options: WeightOptions): Weight[] {
  return options.bias === undefined ? [] : [weight('bias', [units], { in: 1, out: 1 }, options.bias, null)];
}

/** A layer without weights. */
export function plain(
  operation: Operation,
  shape: Sketch['shape'] = ([input = []]) => input,
  activation: Activation | null = null,
): Sketch {
  return { operation: () => operation, activation, shape, weights: () => [] };
}
