import { type Distribution, distributionVariance, matrixSize, TRUNCATED_VARIANCE } from '../../model/distribution.ts';
import type { Initializer } from '../../model/graph.ts';
import {
  asVarianceScaling,
  type Fans,
  type InitializerSpec,
  varianceScalingVariance,
} from '../../model/initializer.ts';
import { type Dimension, sizes } from '../../model/shape.ts';
import type { InitializerRules } from './rules.ts';

/** What a framework makes of an initialiser for one weight. */
export function draw(
  { spec, seed, explicit, span, object }: WrittenInitializer,
  shape: readonly Dimension[],
  fans: Fans,
  rules: SamplingRules,
): Initializer {
  const numbers = sizes(shape);
  const sampled = sampledDistribution(spec, numbers, fans, rules);
  const variance = nominalVariance(spec, sampled, numbers, fans);
  return { spec, seed, explicit, span, object, sampled, nominalVariance: variance };
}

/** An initialiser as it is written, or stands where nothing is. */
export type WrittenInitializer = Omit<Initializer, 'sampled' | 'nominalVariance'>;

type SamplingRules = Pick<InitializerRules, 'correctsTruncation' | 'squareIdentityOnly'>;

/** What the framework draws for a weight of this shape (outermost first) and these fans (the framework's own). */
function sampledDistribution(
  spec: InitializerSpec,
  shape: readonly number[],
  fans: Fans,
  rules: SamplingRules,
): Distribution {
  const scaling = asVarianceScaling(spec);
  if (scaling !== null) {
    const variance = varianceScalingVariance(scaling, fans);
    return scaledDistribution(scaling.distribution, variance, rules.correctsTruncation);
  }
  switch (spec.name) {
    case 'zeros':
      return { family: 'constant', value: 0 };
    case 'ones':
      return { family: 'constant', value: 1 };
    case 'constant':
      return { family: 'constant', value: spec.value };
    case 'randomNormal':
      return { family: 'normal', mean: spec.mean, stddev: spec.stddev };
    case 'truncatedNormal':
      return { family: 'truncatedNormal', mean: spec.mean, stddev: spec.stddev };
    case 'randomUniform':
      return { family: 'uniform', low: spec.low, high: spec.high };
    case 'orthogonal':
      if (shape.length < 2) {
        return {
          family: 'unknown',
          reason: 'An orthogonal initialiser throws for a weight with fewer than two dimensions.',
        };
      }
      return { family: 'orthogonal', gain: spec.gain };
    case 'identity':
      return identityDistribution(spec.gain, shape, rules.squareIdentityOnly);
    case 'unknown':
      return { family: 'unknown', reason: spec.reason };
    default:
      return { family: 'unknown', reason: `No distribution is known for ${spec.name}.` };
  }
}

/** Uniform on +-sqrt(3 v) or a normal of variance v; a truncated one keeps v only where it is widened first. */
function scaledDistribution(
  distribution: 'truncatedNormal' | 'untruncatedNormal' | 'uniform',
  variance: number,
  correctsTruncation: boolean,
): Distribution {
  if (distribution === 'uniform') {
    const limit = Math.sqrt(3 * variance);
    return { family: 'uniform', low: -limit, high: limit };
  }
  if (distribution === 'untruncatedNormal') return { family: 'normal', mean: 0, stddev: Math.sqrt(variance) };
  const stddev = Math.sqrt(correctsTruncation ? variance / TRUNCATED_VARIANCE : variance);
  return { family: 'truncatedNormal', mean: 0, stddev };
}

function identityDistribution(gain: number, shape: readonly number[], squareOnly: boolean): Distribution {
  const { rows, columns } = matrixSize(shape);
  if (shape.length !== 2) {
    return { family: 'unknown', reason: 'An identity initialiser throws for a weight that is not a matrix.' };
  }
  if (squareOnly && rows !== columns) {
    return {
      family: 'unknown',
      reason: `An identity initialiser throws for a ${rows} x ${columns} matrix: it must be square.`,
    };
  }
  return { family: 'identity', gain };
}

/** Variance by the formula of the name (scale / n, stddev^2, ...), truncation left out; null if there is none. */
function nominalVariance(
  spec: InitializerSpec,
  sampled: Distribution,
  shape: readonly number[],
  fans: Fans,
): number | null {
  const scaling = asVarianceScaling(spec);
  if (scaling !== null) return varianceScalingVariance(scaling, fans);
  if (spec.name === 'truncatedNormal') return spec.stddev ** 2;
  return distributionVariance(sampled, shape);
}
