import type { Activation } from '../model/activation.ts';
import type { VarianceScalingPreset } from '../model/initializer.ts';
import { moments } from '../theory/moments.ts';

/** A named scheme in its two distributions. */
export interface Family {
  readonly label: string;
  readonly uniform: VarianceScalingPreset;
  readonly normal: VarianceScalingPreset;
  /** Which one is usual where the framework samples both as promised. */
  readonly usual: 'uniform' | 'normal';
}

const GLOROT: Family = { label: 'Glorot', uniform: 'glorotUniform', normal: 'glorotNormal', usual: 'uniform' };
const HE: Family = { label: 'He', uniform: 'heUniform', normal: 'heNormal', usual: 'normal' };
const LECUN: Family = { label: 'LeCun', uniform: 'leCunUniform', normal: 'leCunNormal', usual: 'normal' };

export interface Guidance {
  readonly family: Family;
  /** What the family does for the activation, and whose finding it is. */
  readonly reason: string;
}

const GLOROT_PAPER = 'Glorot & Bengio 2010';
const HE_PAPER = 'He et al. 2015, arXiv 1502.01852';

/** The initialiser that suits what a kernel's output meets; null where none is established. */
export function guidanceFor(activation: Activation, isHidden: boolean): Guidance | null {
  switch (activation.name) {
    case 'linear':
    case 'softmax':
    case 'logSoftmax':
      return {
        family: GLOROT,
        reason: `Glorot initialisation keeps the variance of a layer without a nonlinearity of its own, forward and backward on average (${GLOROT_PAPER}, eq. 16)`,
      };
    case 'tanh':
    case 'softsign':
      return {
        family: GLOROT,
        reason: `Glorot initialisation keeps ${activation.name} near 0, where it is all but linear, so that signal and gradient decay slowly (${GLOROT_PAPER}, eq. 16)`,
      };
    case 'sigmoid':
      return { family: GLOROT, reason: isHidden ? hiddenSigmoid(0.25) : sigmoidOutput('sigmoid') };
    case 'hardSigmoid':
      return { family: GLOROT, reason: isHidden ? hiddenSigmoid(activation.slope) : sigmoidOutput('hard sigmoid') };
    case 'relu':
    case 'relu6':
    case 'prelu':
      return {
        family: HE,
        reason: `He initialisation makes up for the half of the signal that ${activation.name} sets to 0 (${HE_PAPER}, eq. 10)`,
      };
    case 'leakyRelu':
      return {
        family: HE,
        reason: `He initialisation makes up for the part of the signal that leaky ReLU scales down (${HE_PAPER}, eq. 15)`,
      };
    case 'elu':
    case 'gelu':
    case 'silu':
    case 'mish':
    case 'hardSwish':
      return {
        family: HE,
        reason: `${activation.name} passes about half of the signal, which He initialisation makes up for over a few layers (${HE_PAPER}, eq. 10)`,
      };
    case 'selu':
      return {
        family: LECUN,
        reason:
          'selu keeps mean 0 and variance 1 by itself with LeCun initialisation (Klambauer et al. 2017, arXiv 1706.02515)',
      };
    case 'softplus':
      return {
        family: LECUN,
        reason:
          'LeCun initialisation keeps the size of the signal behind softplus, yet no scale keeps the gradient too: it shrinks a layer (Schoenholz et al. 2017, arXiv 1611.01232)',
      };
    case 'custom':
      return forFunction(activation);
    case 'exponential':
    case 'thresholdedRelu':
    case 'unknown':
      return null;
  }
}

/** Shares of a standard normal's second moment that a family of that scale makes up for: 1 / 2 and 1, within a third. */
const HALVED = [0.37, 0.67] as const;
const KEPT = [0.75, 1.33] as const;

/** The family whose scale the function's own moments ask for; null where neither does. */
function forFunction(activation: Extract<Activation, { readonly name: 'custom' }>): Guidance | null {
  const kept = moments(activation, 0, 1)?.secondMoment ?? Number.NaN;
  const isWithin = ([low, high]: readonly [number, number]) => kept >= low && kept <= high;
  if (!isWithin(HALVED) && !isWithin(KEPT)) return null;
  const share = kept.toPrecision(2);
  return isWithin(HALVED)
    ? {
        family: HE,
        reason: `${activation.written} passes ${share} of a standard normal's second moment, integrated from its code, which He initialisation makes up for (${HE_PAPER}, eq. 10)`,
      }
    : {
        family: LECUN,
        reason: `${activation.written} passes ${share} of a standard normal's second moment, integrated from its code, which LeCun initialisation keeps (LeCun et al. 1998, eq. 16)`,
      };
}

/** A slope of at most s multiplies the gradient's second moment by at most s^2 where the kernel keeps it. */
function hiddenSigmoid(steepest: number): string {
  const share = Math.round(1 / steepest ** 2);
  return `Glorot initialisation is the usual choice, yet no initialiser helps a deep stack of sigmoids, whose gradient loses a factor of ${share} or more a layer: use relu or normalise (${GLOROT_PAPER}, section 3)`;
}

function sigmoidOutput(name: string): string {
  return `Glorot initialisation keeps the inputs of a ${name} output small enough for it not to saturate (${GLOROT_PAPER}, eq. 16)`;
}
