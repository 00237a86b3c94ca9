import { type Gradient, mapPairs, type Signal, scaleGradient } from './signal.ts';
import type { Step } from './step.ts';

/** x * scale + offset. */
export function rescalingStep(input: Signal, scale: number, offset: number): Step {
  const affine = (second: number) => scale ** 2 * second + 2 * scale * offset * input.mean + offset ** 2;
  const output: Signal = {
    ...input,
    mean: scale * input.mean + offset,
    secondMoment: affine(input.secondMoment),
    pairs: mapPairs(input.pairs, affine),
    law: null,
  };
  return { output, approximations: [], backward: (gradient) => [scaleGradient(gradient, scale ** 2)] };
}

/**
 * Every position `times` times, next to itself (upsampling) or alone (a repeated vector).
 * The copies' gradients add up, correlated as those of two positions are.
 */
export function repetitionStep(input: Signal, times: number): Step {
  const positions = input.positions * times;
  // Share of the other positions that are copies of a given one.
  const alike = positions > 1 ? (times - 1) / (positions - 1) : 0;
  const { pairs, secondMoment } = input;
  const output: Signal = {
    ...input,
    positions,
    persistence: null,
    pairs: { ...pairs, position: alike * secondMoment + (1 - alike) * pairs.position },
  };
  const collect = (gradient: Gradient): Gradient => ({
    ...gradient,
    secondMoment: times * gradient.secondMoment + times * (times - 1) * gradient.position,
    position: times ** 2 * gradient.position,
    example: times ** 2 * gradient.example,
    unit: times * gradient.unit,
  });
  return { output, approximations: [], backward: (gradient) => [collect(gradient)] };
}

/** Positions are cut off: what is left is as it was, and nothing comes back to the others. */
export function croppingStep(input: Signal, positions: number): Step {
  const share = positions / input.positions;
  return {
    output: { ...input, positions },
    approximations: [],
    backward: (gradient) => [scaleGradient(gradient, share)],
  };
}
