import type { Activation } from '../model/activation.ts';
import { moments } from './moments.ts';

/** Factors on the weights' standard deviation that undo what an activation does to a standard normal pre-activation. */
export interface Gains {
  /** 1 / sqrt(q): keeps Var(pre-activation) at 1. */
  readonly secondMoment: number;
  /** 1 / std(f): what scaled weight standardisation uses (Brock et al. 2021, arXiv 2101.08692). */
  readonly deviation: number;
}

/** Null for softmax kinds and unreadable activations. */
export function gains(activation: Activation): Gains | null {
  const standard = moments(activation, 0, 1);
  if (standard === null) return null;
  const { mean, secondMoment } = standard;
  return { secondMoment: secondMoment ** -0.5, deviation: (secondMoment - mean ** 2) ** -0.5 };
}

/** Beyond these variances a nonlinearity is saturated or the scale is of no use. */
const SMALLEST_SCALE = 1e-3;
const LARGEST_SCALE = 1e3;

/**
 * sigma*^2, the variance of the pre-activation at which E[f(sigma* z)^2] = 1: as weight variance x fan_in it keeps the
 * signal's second moment at 1 from layer to layer. By bisection on ln sigma^2 (E[f^2] grows with sigma wherever |f|
 * grows away from 0).
 * @returns null where there is none: bounded activations, whose E[f^2] stays below 1, softmax, unreadable ones.
 */
export function exactScale(activation: Activation): number | null {
  const excess = (logScale: number) => (moments(activation, 0, Math.exp(logScale))?.secondMoment ?? Number.NaN) - 1;
  let low = Math.log(SMALLEST_SCALE);
  let high = Math.log(LARGEST_SCALE);
  if (!(excess(low) < 0 && excess(high) > 0)) return null;
  while (high - low > 1e-13) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** What happens over depth to small deviations around the fixed point sigma*. */
export interface Stability {
  /** sigma*^2, see `exactScale`. */
  readonly scale: number;
  /** d ln E[f(sigma z)^2] / d ln sigma^2 at sigma*: above 1 an error of the signal's size grows a layer by this factor. */
  readonly slope: number;
  /**
   * sigma*^2 E[f'(sigma* z)^2]: the factor on the gradient's second moment a layer, and on small differences between
   * two inputs (Poole et al. 2016, arXiv 1606.05340; Schoenholz et al. 2017, arXiv 1611.01232).
   */
  readonly chi: number;
}

/** Null where the activation has no exact scale. */
export function stability(activation: Activation): Stability | null {
  const scale = exactScale(activation);
  if (scale === null) return null;
  const at = moments(activation, 0, scale);
  if (at === null) return null;
  return { scale, slope: sizeSlope(activation, scale), chi: scale * at.slopeSecondMoment };
}

/** d ln E[f(sigma z)^2] / d ln sigma^2 by a central difference, in which the log-log curve is all but straight. */
export function sizeSlope(activation: Activation, variance: number): number {
  const step = 1e-4;
  const above = moments(activation, 0, variance * Math.exp(step))?.secondMoment ?? Number.NaN;
  const below = moments(activation, 0, variance * Math.exp(-step))?.secondMoment ?? Number.NaN;
  return Math.log(above / below) / (2 * step);
}

/**
 * chi when pre-activations are kept at variance 1 by the gain 1 / sqrt(q): d / q. For bounded activations, which have
 * no exact scale, this is the growth of the gradient's second moment a layer (tanh 1.18).
 */
export function unitVarianceChi(activation: Activation): number | null {
  const standard = moments(activation, 0, 1);
  return standard === null ? null : standard.slopeSecondMoment / standard.secondMoment;
}

/**
 * Layers over which a small difference between two inputs changes by a factor e where it changes by chi a layer: -1 / ln
 * chi (Schoenholz et al. 2017, arXiv 1611.01232, section 3) below the edge of chaos, where it shrinks, and its mirror
 * image above; Infinity at the edge.
 */
export function depthScale(chi: number): number {
  return chi === 1 ? Number.POSITIVE_INFINITY : 1 / Math.abs(Math.log(chi));
}

/** Layers until an effect that multiplies by `factor` a layer has become tenfold; Infinity if it does not change. */
export function layersUntilTenfold(factor: number): number {
  return factor === 1 ? Number.POSITIVE_INFINITY : Math.LN10 / Math.abs(Math.log(factor));
}

/**
 * The variance of the pre-activation that a deep stack settles at, for weights of variance `scale` / fan_in: the fixed
 * point of v -> scale E[f(sqrt(v) z)^2] reached from v = scale (inputs of second moment 1).
 * @returns 0 or Infinity where the signal dies out or grows without bound, null for what has no moments.
 */
export function settledVariance(activation: Activation, scale: number, layers = 1000): number | null {
  let variance = scale;
  for (let layer = 0; layer < layers; layer++) {
    const next = moments(activation, 0, variance);
    if (next === null) return null;
    const updated = scale * next.secondMoment;
    if (Math.abs(updated - variance) <= 1e-12 * variance) return updated;
    variance = updated;
    if (variance < 1e-30) return 0;
    if (variance > 1e30) return Number.POSITIVE_INFINITY;
  }
  return variance;
}
