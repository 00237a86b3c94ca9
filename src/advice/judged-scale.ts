import { distributionMean, distributionVariance } from '../model/distribution.ts';
import { asVarianceScaling, VARIANCE_SCALING_PRESETS } from '../model/initializer.ts';
import { sizes } from '../model/shape.ts';
import { unitVarianceScale } from './drift.ts';
import { factorBetween } from './figure.ts';
import { fanError } from './meant-fans.ts';
import { activationOf, type Place, properInitializer } from './proper-initializer.ts';
import type { Recommendation } from './recommendation.ts';
import { isScaled } from './scale-matters.ts';
import { ROUNDED_GAIN, SAME_VARIANCE } from './thresholds.ts';

/** A kernel's size against the proper one. */
export interface JudgedScale {
  /** E[w^2] as really sampled over the proper variance. */
  readonly ratio: number;
  /** The same for what the initialiser's name promises; null if it promises nothing. */
  readonly promised: number | null;
  /** What of the ratio is the framework's doing, which computes other fans than the kernel has: 1 for none. */
  readonly fanError: number;
}

/**
 * Null where there is nothing to compare: gates and tables, no proper initialiser, values that cannot be read, or an
 * identity (which is no matter of scale).
 */
export function judgeScale(place: Place): JudgedScale | null {
  const { initializer, shape } = place.weight;
  if (!isScaled(place.layer, place.weight)) return null;
  if (initializer.sampled.family === 'identity') return null;
  const proper = properInitializer(place);
  const mean = distributionMean(initializer.sampled, sizes(shape));
  const variance = distributionVariance(initializer.sampled, sizes(shape));
  if (proper === null || mean === null || variance === null) return null;
  const wanted = wantedVariance(place, proper);
  if (wanted === null || wanted === 0) return null;
  const { nominalVariance } = initializer;
  const scaling = asVarianceScaling(initializer.spec);
  const ratioOf = (size: number) => tolerated(place, (size + mean ** 2) / wanted);
  return {
    ratio: ratioOf(variance),
    promised: nominalVariance === null ? null : ratioOf(nominalVariance),
    fanError: scaling === null ? 1 : fanError(place.layer, place.weight, scaling.mode),
  };
}

/**
 * The proper variance; for the proper scale over other fans the one with those: in a stack the fans of the forward pass
 * do as well as those of the backward pass, since what one layer loses the next one gains (He et al. 2015, after eq. 14).
 */
function wantedVariance(place: Place, proper: Recommendation): number | null {
  const { dialect, layer, weight } = place;
  const [written, wanted] = [asVarianceScaling(weight.initializer.spec), asVarianceScaling(proper.initializer)];
  if (!weight.initializer.explicit || written === null || wanted === null) return proper.variance;
  if (written.mode === wanted.mode || fanError(layer, weight, written.mode) !== 1) return proper.variance;
  if (fanError(layer, weight, wanted.mode) !== 1) return proper.variance;
  if (factorBetween(written.scale, wanted.scale) > SAME_VARIANCE) return proper.variance;
  const spec = { name: 'varianceScaling', ...wanted, mode: written.mode } as const;
  return distributionVariance(dialect.initializer(spec, null, weight).sampled, sizes(weight.shape));
}

/**
 * 1 for bounded activations between the scale with slope 1 at 0 and the one that keeps pre-activations at variance 1
 * (PyTorch's gain of 5/3 for tanh): either is in use, and what they squash grows no further. A scheme named after another
 * activation is not chosen for that.
 */
function tolerated(place: Place, ratio: number): number {
  const activation = activationOf(place);
  const isNamed = place.weight.initializer.spec.name in VARIANCE_SCALING_PRESETS;
  if (isNamed || ratio <= 1 || (activation.name !== 'tanh' && activation.name !== 'softsign')) return ratio;
  const most = unitVarianceScale(activation);
  return most !== null && ratio <= most * ROUNDED_GAIN ? 1 : ratio;
}
