import type { Distribution } from '../../model/distribution.ts';
import type { InputDistribution } from '../../model/statistics.ts';
import type { Work } from '../operator.ts';
import { fillNormal, fillTruncated, fillUniform } from './elements.ts';
import { fillOrthogonal } from './orthogonal.ts';
import type { RandomSource } from './xoshiro.ts';

export { fillNormal };

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
      yield* inSlices(target, (slice) => fillTruncated(slice, distribution.mean, distribution.stddev, generator));
      return;
    case 'uniform':
      yield* inSlices(target, (slice) => fillUniform(slice, distribution.low, distribution.high, generator));
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
      fillUniform(target, -bound, bound, generator);
      return;
  }
}
