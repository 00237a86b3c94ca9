import type { Distribution } from '../../model/distribution.ts';
import type { InputDistribution } from '../../model/statistics.ts';
import type { Work } from '../operator.ts';
import { fillOrthogonal } from './orthogonal.ts';
import type { RandomSource } from './xoshiro.ts';

/**
 * Draws a weight as its framework does.
 * @param rows product of all dimensions but the last, `columns` the last: the matrix that orthogonal and identity see.
 * @param fanIn stands in for a distribution that could not be read: variance 1 / fan_in.
 */
export function* fillWeight(
  target: Float32Array,
  distribution: Distribution,
  rows: number,
  columns: number,
  fanIn: number,
  generator: RandomSource,
): Work {
  switch (distribution.family) {
    case 'constant':
      target.fill(distribution.value);
      return;
    case 'normal':
      yield* inSlices(target, (slice) => fillNormal(slice, distribution.mean, distribution.stddev, generator));
      return;
    case 'truncatedNormal':
      yield* inSlices(target, (slice) => {
        for (let i = 0; i < slice.length; i++) {
          slice[i] = distribution.mean + distribution.stddev * truncatedNormal(generator);
        }
      });
      return;
    case 'uniform':
      yield* inSlices(target, (slice) => {
        for (let i = 0; i < slice.length; i++) {
          slice[i] = distribution.low + (distribution.high - distribution.low) * generator.uniform();
        }
      });
      return;
    case 'orthogonal':
      yield* fillOrthogonal(target, rows, columns, distribution.gain, generator);
      return;
    case 'identity':
      target.fill(0);
      for (let i = 0; i < Math.min(rows, columns); i++) target[i * columns + i] = distribution.gain;
      return;
    case 'unitForgetBias':
      yield* fillWeight(target, distribution.others, rows, columns, fanIn, generator);
      target.fill(1, target.length / 4, target.length / 2);
      return;
    case 'unknown':
      yield* inSlices(target, (slice) => fillNormal(slice, 0, Math.sqrt(1 / fanIn), generator));
      return;
  }
}

/** Numbers drawn between two pauses: a few milliseconds. */
const SLICE = 2 ** 18;

function* inSlices(target: Float32Array, fill: (slice: Float32Array) => void): Work {
  for (let from = 0; from < target.length; from += SLICE) {
    fill(target.subarray(from, from + SLICE));
    yield;
  }
}

export function fillNormal(target: Float32Array, mean: number, stddev: number, generator: RandomSource): void {
  for (let i = 0; i < target.length; i++) target[i] = mean + stddev * generator.normal();
}

/** Elements of second moment 1. */
export function fillInput(target: Float32Array, input: InputDistribution, generator: RandomSource): void {
  const bound = Math.sqrt(3);
  switch (input) {
    case 'constant':
      target.fill(1);
      return;
    case 'normal':
      fillNormal(target, 0, 1, generator);
      return;
    case 'uniform':
      for (let i = 0; i < target.length; i++) target[i] = bound * (2 * generator.uniform() - 1);
      return;
  }
}

/** Redrawn until within two standard deviations. */
function truncatedNormal(generator: RandomSource): number {
  for (;;) {
    const z = generator.normal();
    if (Math.abs(z) <= 2) return z;
  }
}
