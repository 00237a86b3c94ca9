import * as l10n from '@vscode/l10n';
import { distributionVariance } from '../../src/model/distribution.ts';
import type { DialectId, Initializer } from '../../src/model/graph.ts';
import { precise } from './precise.ts';

/** A framework as users know it. */
export interface FrameworkVersion {
  readonly dialect: DialectId;
  readonly version: string;
}

/** Relative difference of two variances that counts as none. */
const SAME = 1e-6;

/**
 * What the framework really draws for one weight, in a sentence or two: the same name is another distribution elsewhere.
 * @param shape the weight's, outermost first.
 */
export function sampledText(
  { sampled, nominalVariance }: Pick<Initializer, 'sampled' | 'nominalVariance'>,
  shape: readonly number[],
  framework: FrameworkVersion,
): string {
  const who = frameworkName(framework);
  const variance = distributionVariance(sampled, shape);
  const deviation = precise(Math.sqrt(variance ?? Number.NaN));
  switch (sampled.family) {
    case 'uniform':
      return l10n.t(
        '{0} draws evenly from {1} to {2}: a standard deviation of {3}, as the formula says.',
        who,
        precise(sampled.low),
        precise(sampled.high),
        deviation,
      );
    case 'normal':
      return l10n.t(
        '{0} draws from the whole normal distribution, nothing is cut off: a standard deviation of {1}.',
        who,
        deviation,
      );
    case 'truncatedNormal': {
      const share = variance === null || nominalVariance === null ? 1 : variance / nominalVariance;
      if (Math.abs(share - 1) < SAME) {
        return l10n.t(
          '{0} draws from a normal distribution that is cut off at two standard deviations, and takes {1} for σ so that what is left has the standard deviation of the formula, {2}.',
          who,
          precise(sampled.stddev),
          deviation,
        );
      }
      return l10n.t(
        '{0} draws from a normal distribution that is cut off at two standard deviations, and does not make up for that: the real standard deviation is {1}, {2} of σ, and the variance {3} of the formula’s.',
        who,
        deviation,
        precise(Math.sqrt(share)),
        precise(share),
      );
    }
    case 'orthogonal':
      return l10n.t(
        '{0} draws a normal matrix and makes its rows or columns orthonormal, whichever are fewer; a kernel of more dimensions is flattened to a matrix first. An element’s standard deviation is {1}.',
        who,
        deviation,
      );
    case 'identity':
      return l10n.t('{0} sets the diagonal to {1} and all else to 0: nothing is random.', who, precise(sampled.gain));
    case 'constant':
      return l10n.t('{0} sets every element to {1}: nothing is random.', who, precise(sampled.value));
    case 'unitForgetBias':
      return l10n.t('{0} sets the forget gate’s biases to 1.', who);
    case 'unknown':
      return sampled.reason;
  }
}

function frameworkName({ dialect, version }: FrameworkVersion): string {
  return dialect === 'tfjs' ? l10n.t('TensorFlow.js {0}', version) : l10n.t('Keras {0}', version);
}
