import { branchesOf } from './concatenate-step.ts';
import { type Affine, normalised, normaliser, smallSample } from './normalisation-step.ts';
import { NO_SPREAD, type Signal } from './signal.ts';
import type { Step } from './step.ts';

/**
 * Batch normalisation in training: every unit by its own mean and variance over batch and positions
 * (Ioffe & Szegedy 2015, arXiv 1502.03167, algorithm 1). Units of joined branches are made alike, and what comes back to
 * each is divided by its own variance: the branches' average would hide how much more those get that vary little.
 * @param count positions that share one mean and variance.
 */
export function batchNormalisationStep(
  input: Signal,
  affine: Affine,
  epsilon: number,
  count: number,
  batch: number,
): Step {
  const n = batch * count;
  const among = (same: number, position: number, example: number) =>
    (same + (count - 1) * position + (batch - 1) * count * example) / n;
  const shift = affine.beta.mean ** 2 + affine.beta.variance;
  const scales: number[] = [];
  let [scale, secondMoment, example, elsewhere, position] = [0, 0, 0, 0, 0];
  for (const { units, secondMoment: own, pairs } of branchesOf(input)) {
    const share = units / input.units;
    const level = among(own, pairs.position, (pairs.example + (count - 1) * pairs.elsewhere) / count);
    const factor = normaliser(affine, own - level, epsilon);
    scales.push(factor);
    scale += share * factor;
    secondMoment += share * factor * Math.max(0, own - level);
    example += share * factor * (pairs.example - level);
    elsewhere += share * factor * (pairs.elsewhere - level);
    position += share * factor * (pairs.position - level);
  }
  const output: Signal = {
    ...input,
    mean: affine.beta.mean,
    secondMoment: secondMoment + shift,
    pairs: {
      example: example + shift,
      elsewhere: elsewhere + shift,
      position: position + shift,
      unit: affine.beta.mean ** 2,
      both: affine.beta.mean ** 2,
    },
    law: null,
    spread: NO_SPREAD,
    sampling: NO_SPREAD,
  };
  const parts = scales.length > 1 && scale > 0 ? scales.map((factor) => factor / scale) : null;
  return {
    output,
    approximations: [],
    backward: (gradient) => {
      const mean = among(gradient.secondMoment, gradient.position, gradient.example);
      const factor = scale * smallSample(n);
      return [
        {
          ...normalised(gradient, factor, mean + gradient.secondMoment / n),
          example: factor * (gradient.example - mean),
          ...(parts === null ? {} : { parts }),
        },
      ];
    },
  };
}
