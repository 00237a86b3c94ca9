import { distributionMean, distributionVariance } from '../model/distribution.ts';
import { asVarianceScaling } from '../model/initializer.ts';
import { sizes } from '../model/shape.ts';
import { fanError } from './meant-fans.ts';
import { type Place, properInitializer } from './proper-initializer.ts';
import { isScaled } from './scale-matters.ts';

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
  const proper = properInitializer(place)?.variance;
  const mean = distributionMean(initializer.sampled, sizes(shape));
  const variance = distributionVariance(initializer.sampled, sizes(shape));
  if (proper === undefined || proper === null || proper === 0 || mean === null || variance === null) return null;
  const { nominalVariance } = initializer;
  const scaling = asVarianceScaling(initializer.spec);
  return {
    ratio: (variance + mean ** 2) / proper,
    promised: nominalVariance === null ? null : (nominalVariance + mean ** 2) / proper,
    fanError: scaling === null ? 1 : fanError(place.layer, place.weight, scaling.mode),
  };
}
