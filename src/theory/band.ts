import { placeOf } from './finite-width/grid.ts';
import { type Shape, type SizeShape, sizeLaw } from './finite-width/size-law.ts';
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

/**
 * The same of a quantity whose logarithm is not normal.
 * @param sizes its law; null: log-normal.
 */
export function bandOf(mean: number, logVariance: number, sizes: SizeShape): Band {
  if (sizes === null || logVariance <= 0) return logNormalBand(mean, logVariance);
  const { centre, deviation } = sizeLaw({ spread: { own: logVariance, shared: 0 }, sizes });
  const at = (probability: number) => mean * Math.exp(centre + deviation * quantile(sizes, probability));
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}

/** Where a law's weights, each spread evenly around its place, add up to a probability. */
function quantile({ grid, weights }: Shape, probability: number): number {
  let below = 0;
  for (let j = 0; j < weights.length; j++) {
    const weight = weights[j] ?? 0;
    if (below + weight >= probability) return placeOf(grid, j - 0.5 + (probability - below) / weight);
    below += weight;
  }
  return placeOf(grid, weights.length - 1);
}

/** Log-variance of an average over `count` examples and positions, which have some of their spread in common. */
export function averagedSpread(spread: Spread, sampling: Spread, count: number): number {
  const own = spread.own + sampling.own;
  const shared = Math.min(own, spread.shared + sampling.shared);
  return Math.max(0, shared + (own - shared) / count);
}
