import type { Distribution } from '../../model/distribution.ts';
import type { InputDistribution } from '../../model/statistics.ts';
import type { Work } from '../operator.ts';
import { fillInSlices, inSlices } from '../slices.ts';
import { fillNormal, fillTruncated, fillUniform } from './elements.ts';
import { GROUP } from './lanes.ts';
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
      yield* fillInSlices(target, distribution.value);
      return;
    case 'normal':
      yield* fillNormalInSlices(target, distribution.mean, distribution.stddev, generator);
      return;
    case 'truncatedNormal':
      yield* parts(target, (part) => fillTruncated(part, distribution.mean, distribution.stddev, generator));
      return;
    case 'uniform':
      yield* parts(target, (part) => fillUniform(part, distribution.low, distribution.high, generator));
      return;
    case 'orthogonal':
      yield* fillOrthogonal(target, rows, columns, distribution.gain, generator);
      return;
    case 'identity':
      yield* fillInSlices(target, 0);
      for (let i = 0; i < Math.min(rows, columns); i++) target[i * columns + i] = distribution.gain;
      return;
    case 'unitForgetBias':
      yield* fillWeight(target, distribution.others, rows, columns, fanIn, generator);
      target.fill(1, target.length / 4, target.length / 2);
      return;
    case 'unknown':
      yield* fillNormalInSlices(target, 0, Math.sqrt(1 / fanIn), generator);
      return;
  }
}

/** Independent normal elements, in slices. */
export function fillNormalInSlices(target: Float32Array, mean: number, stddev: number, generator: RandomSource): Work {
  return parts(target, (part) => fillNormal(part, mean, stddev, generator));
}

/** What a random number costs in plain JavaScript, in steps. */
const STEPS = 3;

/** In whole groups, so that none is thrown away between two slices. */
function parts(target: Float32Array, fill: (part: Float32Array) => void): Work {
  return inSlices(Math.ceil(target.length / GROUP), GROUP * STEPS, (from, to) =>
    fill(target.subarray(GROUP * from, GROUP * to)),
  );
}

/** Elements of second moment scale^2, in slices. */
export function fillInput(target: Float32Array, input: InputDistribution, generator: RandomSource, scale = 1): Work {
  const bound = Math.sqrt(3) * scale;
  switch (input) {
    case 'constant':
      return fillInSlices(target, scale);
    case 'normal':
      return fillNormalInSlices(target, 0, scale, generator);
    case 'uniform':
      return parts(target, (part) => fillUniform(part, -bound, bound, generator));
  }
}
