import { distributionMean, distributionVariance } from '../../model/distribution.ts';
import type { Weight } from '../../model/graph.ts';
import { VARIANCE_SCALING_PRESETS, varianceScalingVariance } from '../../model/initializer.ts';
import { sizes } from '../../model/shape.ts';
import { factorBetween } from '../figure.ts';
import { SAME_VARIANCE } from '../thresholds.ts';
import type { FaultyScale } from './scale-reports.ts';

/** A distribution that has the same spread in layers of any size. */
export interface FixedSpread {
  readonly mean: number;
  /** As really sampled. */
  readonly deviation: number;
}

const FIXED = ['randomNormal', 'randomUniform', 'truncatedNormal'];

/** Null for initialisers that know the layer's size, and for numbers that were worked out from it by a known formula. */
export function fixedSpread({ weight }: Pick<FaultyScale, 'weight'>): FixedSpread | null {
  const { spec, sampled, explicit } = weight.initializer;
  if (!explicit || !FIXED.includes(spec.name)) return null;
  const shape = sizes(weight.shape);
  const [mean, variance] = [distributionMean(sampled, shape), distributionVariance(sampled, shape)];
  if (mean === null || variance === null || isWorkedOut(weight, variance)) return null;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Whether the variance, as written or as sampled, is the one that Glorot, He or LeCun initialisation has here. */
function isWorkedOut({ fans, initializer: { nominalVariance } }: Weight, variance: number): boolean {
  const named = Object.values(VARIANCE_SCALING_PRESETS).map((scaling) => varianceScalingVariance(scaling, fans));
  return [variance, nominalVariance ?? variance].some((one) =>
    named.some((other) => factorBetween(one, other) <= SAME_VARIANCE),
  );
}
