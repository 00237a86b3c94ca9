import { mapPairs, type Signal, scaleGradient } from './signal.ts';
import type { Step } from './step.ts';

/**
 * Multiplication by independent noise of mean 1 (dropout, Gaussian dropout).
 * @param power E[noise^2]: 1 / (1 - rate) for both.
 * @param perUnit one factor for all positions of a unit.
 */
export function multiplicativeNoiseStep(input: Signal, power: number, perUnit: boolean): Step {
  const output: Signal = {
    ...input,
    secondMoment: input.secondMoment * power,
    pairs: { ...input.pairs, position: input.pairs.position * (perUnit ? power : 1) },
    law: null,
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => [
      {
        ...gradient,
        secondMoment: gradient.secondMoment * power,
        position: gradient.position * (perUnit ? power : 1),
        reachedSlope: null,
        bend: 0,
      },
    ],
  };
}

export function additiveNoiseStep(input: Signal, variance: number): Step {
  const output: Signal = { ...input, secondMoment: input.secondMoment + variance, law: null };
  return { output, approximations: [], backward: (gradient) => [gradient] };
}

/**
 * Alpha dropout: elements are replaced by a value, then all are scaled and shifted (Klambauer et al. 2017, section 3).
 * @param dropped the value that replaces a dropped element.
 */
export function alphaDropoutStep(input: Signal, rate: number, dropped: number, scale: number, shift: number): Step {
  const keep = 1 - rate;
  const mean = keep * input.mean + rate * dropped;
  const secondMoment = keep * input.secondMoment + rate * dropped ** 2;
  const affine = (second: number) => scale ** 2 * second + 2 * scale * shift * mean + shift ** 2;
  const output: Signal = {
    ...input,
    mean: scale * mean + shift,
    secondMoment: affine(secondMoment),
    // Two elements are dropped independently.
    pairs: mapPairs(input.pairs, (pair) =>
      affine(keep ** 2 * pair + 2 * keep * rate * dropped * input.mean + (rate * dropped) ** 2),
    ),
    law: null,
  };
  const factor = scale ** 2 * keep;
  return {
    output,
    approximations: [],
    backward: (gradient) => [
      {
        ...scaleGradient(gradient, factor),
        example: gradient.example * factor * keep,
        position: gradient.position * factor * keep,
        unit: gradient.unit * factor * keep,
      },
    ],
  };
}
