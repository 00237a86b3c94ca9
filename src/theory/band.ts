import type { Spread } from './signal.ts';

/** 95% quantile of a standard normal. */
const UPPER_QUANTILE = 1.6448536269514722;

/** Median and middle 90% of a quantity over draws. */
export interface Band {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A log-normal quantity of the given mean: a deep net's second moment in one draw (Hanin & Nica 2019, arXiv
 * 1812.05994). Its median lies below its mean.
 * @param logVariance variance of its logarithm.
 */
export function logNormalBand(mean: number, logVariance: number): Band {
  const median = mean * Math.exp(-logVariance / 2);
  const width = UPPER_QUANTILE * Math.sqrt(logVariance);
  return { median, low: median * Math.exp(-width), high: median * Math.exp(width) };
}

/** Log-variance of an average over `count` examples and positions, which have some of their spread in common. */
export function averagedSpread(spread: Spread, sampling: Spread, count: number): number {
  const own = spread.own + sampling.own;
  const shared = Math.min(own, spread.shared + sampling.shared);
  return Math.max(0, shared + (own - shared) / count);
}
