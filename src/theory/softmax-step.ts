import type { Gradient, Signal } from './signal.ts';
import { scaleGradient, variance } from './signal.ts';
import { softmaxMoments } from './softmax-moments.ts';
import type { Step } from './step.ts';

/**
 * Softmax over the units, whose logits count as independent apart from what all of them share.
 * @param withPairs whether two examples' outputs are to be compared; else they are taken as unrelated.
 */
export function softmaxStep(input: Signal, withPairs = true): Step {
  const n = input.units;
  const logits = ownVariance(input);
  const at = softmaxMoments(n, logits);
  // Averaging over what two examples' logits do not share flattens their softmax as a lower variance would: the
  // probit approximation of a logistic average (MacKay 1992), exact for logits that agree wholly or not at all.
  const agreement = (pair: number, base: number) => {
    const shared = Math.min(logits, Math.max(0, pair - base));
    return softmaxMoments(n, shared / (1 + (Math.PI / 4) * (logits - shared))).second;
  };
  const unit = n > 1 ? (1 / n - at.second) / (n - 1) : at.second;
  const output: Signal = {
    ...input,
    mean: 1 / n,
    secondMoment: at.second,
    pairs: {
      example: withPairs ? agreement(input.pairs.example, input.pairs.both) : 1 / n ** 2,
      elsewhere: withPairs ? agreement(input.pairs.elsewhere, input.pairs.both) : 1 / n ** 2,
      position: withPairs ? agreement(input.pairs.position, input.pairs.both) : 1 / n ** 2,
      unit,
      both: 1 / n ** 2,
    },
    law: null,
    spread: { own: 0, shared: 0 },
    sampling: sampling(at.fourth / at.second ** 2 - 1, n),
  };
  return {
    output,
    approximations: ['Softmax takes its logits as independent and Gaussian.'],
    backward: (gradient) => [plain(scaleGradient(gradient, at.backward))],
  };
}

/** z - ln sum e^z, whose last term varies little over many classes. */
export function logSoftmaxStep(input: Signal): Step {
  const n = input.units;
  const logits = ownVariance(input);
  const at = softmaxMoments(n, logits);
  const mean = -(Math.log(n) + logits / 2);
  const shifted = (pair: number) => pair - input.pairs.both + mean ** 2;
  const output: Signal = {
    ...input,
    mean,
    secondMoment: logits + mean ** 2,
    pairs: {
      example: shifted(input.pairs.example),
      elsewhere: shifted(input.pairs.elsewhere),
      position: shifted(input.pairs.position),
      unit: mean ** 2,
      both: mean ** 2,
    },
    law: null,
  };
  // E[(c_i - s_i sum_j c_j)^2] = 1 - 2 E[s_i] + n E[s_i^2]
  const factor = Math.max(0, 1 - 2 / n + n * at.second);
  return {
    output,
    approximations: ['Log-softmax takes its logits as independent and Gaussian and their log-sum as constant.'],
    backward: (gradient) => [plain(scaleGradient(gradient, factor))],
  };
}

/** Variance between an example's logits: what they share cancels. */
function ownVariance(input: Signal): number {
  return Math.max(0, Math.min(variance(input), input.secondMoment - input.pairs.unit));
}

function sampling(excess: number, n: number) {
  const own = Math.log1p(Math.max(0, excess) / n);
  return { own, shared: own };
}

function plain(gradient: Gradient): Gradient {
  return { ...gradient, reachedSlope: null, bend: 0 };
}
