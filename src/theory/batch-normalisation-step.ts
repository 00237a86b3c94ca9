import { branchesOf } from './concatenate-step.ts';
import { type Affine, normalised, normaliser, smallSample } from './normalisation-step.ts';
import { type Branch, NO_SPREAD, type Pairs, type Signal } from './signal.ts';
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
  const levelOf = ({ secondMoment, pairs }: Branch) =>
    among(secondMoment, pairs.position, (pairs.example + (count - 1) * pairs.elsewhere) / count);
  const branches = branchesOf(input).map((branch) => {
    const level = levelOf(branch);
    return { branch, level, scale: normaliser(affine, branch.secondMoment - level, epsilon) };
  });
  const average = (read: (each: (typeof branches)[number]) => number) =>
    branches.reduce((sum, each) => sum + (each.branch.units / input.units) * read(each), 0);
  const shift = affine.beta.mean ** 2 + affine.beta.variance;
  const pair = (kind: keyof Pairs) =>
    average(({ branch, level, scale }) => scale * (branch.pairs[kind] - level)) + shift;
  const output: Signal = {
    ...input,
    mean: affine.beta.mean,
    secondMoment: average(({ branch, level, scale }) => scale * Math.max(0, branch.secondMoment - level)) + shift,
    pairs: {
      example: pair('example'),
      elsewhere: pair('elsewhere'),
      position: pair('position'),
      unit: affine.beta.mean ** 2,
      both: affine.beta.mean ** 2,
    },
    law: null,
    spread: NO_SPREAD,
    sampling: NO_SPREAD,
  };
  const scale = average((each) => each.scale);
  const parts = branches.map((each) => each.scale / scale);
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
          ...(parts.length > 1 && scale > 0 ? { parts } : {}),
        },
      ];
    },
  };
}
