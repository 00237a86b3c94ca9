import { moments } from './moments.ts';
import { type Gradient, mapPairs, NO_SPREAD, type Signal, scaleGradient } from './signal.ts';
import type { Step } from './step.ts';
import type { WeightMoments } from './weighted-sum.ts';

export interface Affine {
  readonly gamma: WeightMoments;
  readonly beta: WeightMoments;
}

/**
 * Layer normalisation: every example by its own mean and variance (Ba et al. 2016, arXiv 1607.06450).
 * @param count elements that share one mean and variance.
 */
export function layerNormalisationStep(input: Signal, affine: Affine, epsilon: number, count: number): Step {
  const { secondMoment, pairs } = input;
  const level = (secondMoment + (count - 1) * pairs.unit) / count;
  const scale = normaliser(affine, secondMoment - level, epsilon);
  const shift = affine.beta.mean ** 2 + affine.beta.variance;
  const output: Signal = {
    ...input,
    mean: affine.beta.mean,
    secondMoment: scale * Math.max(0, secondMoment - level) + shift,
    pairs: {
      example: scale * (pairs.example - pairs.both) + shift,
      elsewhere: scale * (pairs.elsewhere - pairs.both) + shift,
      position: scale * (pairs.position - pairs.both) + shift,
      unit: scale * (pairs.unit - level) + affine.beta.mean ** 2,
      both: affine.beta.mean ** 2,
    },
    law: null,
    spread: NO_SPREAD,
    sampling: NO_SPREAD,
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => {
      const lost = (gradient.secondMoment + (count - 1) * gradient.unit) / count + gradient.secondMoment / count;
      return [normalised(gradient, scale * smallSample(count), lost)];
    },
  };
}

/**
 * Group normalisation: every example by the mean and variance of a group of channels over all positions
 * (Wu & He 2018, arXiv 1803.08494).
 * @param count elements of a group, over all positions.
 * @param channels of a group.
 */
export function groupNormalisationStep(
  input: Signal,
  affine: Affine,
  epsilon: number,
  count: number,
  channels: number,
): Step {
  const { positions, pairs, secondMoment } = input;
  const sum =
    secondMoment +
    (channels - 1) * pairs.unit +
    (positions - 1) * pairs.position +
    (positions - 1) * (channels - 1) * pairs.both;
  // What all elements of a group have in common is taken away, as the mean over a layer of that many units would be.
  const level = Math.max(0, sum / count);
  const mates = count > 1 ? (count * level - secondMoment) / (count - 1) : 0;
  const alike: Signal = { ...input, pairs: { ...pairs, unit: mates } };
  return layerNormalisationStep(alike, affine, epsilon, count);
}

/**
 * Division of each example by the root of its mean square (Zhang & Sennrich 2019, arXiv 1910.07467), or by its length.
 * @param width 1 for the mean square; the number of elements for the length.
 * @param count elements that share one length.
 */
export function lengthNormalisationStep(
  input: Signal,
  affine: Affine,
  epsilon: number,
  width: number,
  count: number,
): Step {
  const power = affine.gamma.mean ** 2 + affine.gamma.variance;
  const divisor = (input.secondMoment + epsilon) * width;
  const scale = divisor > 0 ? power / divisor : 0;
  const output: Signal = {
    ...input,
    mean: affine.gamma.mean * input.mean * (divisor > 0 ? Math.sqrt(1 / divisor) : 0),
    secondMoment: scale * input.secondMoment,
    pairs: mapPairs(input.pairs, (pair) => scale * pair),
    law: null,
    spread: NO_SPREAD,
    sampling: NO_SPREAD,
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => [
      { ...scaleGradient(gradient, scale * inverseSpread(input, count)), reachedSlope: null, bend: 0 },
    ],
  };
}

/** gamma^2 / (variance + epsilon), 0 for a signal without variance. */
export function normaliser(affine: Affine, variance: number, epsilon: number): number {
  const divisor = Math.max(0, variance) + epsilon;
  return divisor > 0 ? (affine.gamma.mean ** 2 + affine.gamma.variance) / divisor : 0;
}

/** E[1 / sample variance] of n Gaussians, as a multiple of 1 / variance: (n - 1) / (n - 3). */
export function smallSample(n: number): number {
  return n > 4 ? (n - 1) / (n - 3) : 1;
}

/**
 * E[1 / S] of a mean S of n squares as a multiple of 1 / E[S]: to first order in its relative variance (kurtosis - 1) / n,
 * where elements are independent; 3 is a Gaussian's kurtosis, a relu's output has 6.
 */
function inverseSpread({ law, secondMoment }: Signal, n: number): number {
  const at = law === null ? null : moments(law.activation, law.mean, law.variance);
  const kurtosis = at === null || secondMoment <= 0 ? 3 : at.fourthMoment / at.secondMoment ** 2;
  return n > 2 ? 1 + (kurtosis - 1) / n : 1;
}

/** The gradient less its mean and its part along the normalised signal, divided by the deviation. */
export function normalised(gradient: Gradient, scale: number, lost: number): Gradient {
  return {
    ...gradient,
    secondMoment: scale * Math.max(0, gradient.secondMoment - lost),
    example: scale * gradient.example,
    position: scale * (gradient.position - lost),
    unit: scale * gradient.unit,
    reachedSlope: null,
    bend: 0,
  };
}
