import type { Curve, CurvePoint } from './curve.ts';
import { deposit, expected, type Grid, NOISE, stencil } from './grid.ts';
import { deviationAt, type Shape, type SizeLaw } from './size-law.ts';

/** The way from the law of a variance v to that of q = E[f^2] over the n units of one draw, place by place. */
export interface Passage {
  readonly entering: SizeLaw;
  /** Of the nonlinearity at every v of its grid. */
  readonly points: readonly CurvePoint[];
  /** Deviation of ln q there, given v. */
  readonly noise: Float64Array;
  /** Mean and deviation of ln q over all draws, and its law. */
  readonly mean: number;
  readonly deviation: number;
  readonly leaving: Shape;
  /** Its variance given v, on average. */
  readonly sampled: number;
  /** ln E[q]. */
  readonly size: number;
}

/**
 * A step of a Markov chain: the n units are independent given v, so that q's mean over them strays by
 * (E[f^4] / E[f^2]^2 - 1) / n, which is 5 / n for relu (Hanin & Nica 2019, arXiv 1812.05994); its logarithm is taken as
 * normal. Roberts, Yaida & Hanin (2022, arXiv 2106.10165, chapter 4) expand the same chain in depth / width; followed
 * as a law it holds where that is not small.
 * @param entering law of v around its mean.
 * @param logVariance ln E[v].
 * @param sampling variance that averaging adds to ln q at the mean of v.
 */
export function passageOf(curve: Curve, entering: SizeLaw, logVariance: number, sampling: number): Passage {
  const points = Array.from(entering.weights, (_, j) => curve(logVariance + deviationAt(entering, j)));
  const { excess } = curve(logVariance);
  const added = (point: CurvePoint) =>
    excess > 0 ? Math.log1p((Math.expm1(sampling) * Math.max(0, point.excess)) / excess) : sampling;
  const noise = Float64Array.from(points, (point) => Math.sqrt(added(point)));
  const over = (read: (point: CurvePoint, noise: number) => number) =>
    expected(entering.weights, (j) => {
      const point = points[j];
      return point === undefined ? 0 : read(point, noise[j] ?? 0);
    });
  const mean = over(middle);
  const sampled = over((_, noise) => noise ** 2);
  const deviation = Math.sqrt(sampled + over((point, noise) => (middle(point, noise) - mean) ** 2));
  const size = Math.log(over(({ q }) => Math.exp(q)));
  const grid = gridOf(mean - size, deviation);
  const weights = new Float64Array(grid.count);
  points.forEach((point, j) => {
    const [weight, spread] = [entering.weights[j] ?? 0, noise[j] ?? 0];
    for (const [z, share] of NOISE) {
      deposit(weights, stencil(grid, (middle(point, spread) + spread * z - mean) / deviation), weight * share);
    }
  });
  return { entering, points, noise, mean, deviation, leaving: { grid, weights }, sampled, size };
}

/** E[ln q] given v: averaging keeps the mean of q, not of its logarithm. */
export function middle({ q }: CurvePoint, noise: number): number {
  return q - noise ** 2 / 2;
}

/** In deviations. */
const LOWEST = -6;
const HIGHEST = 10;
const FINEST = 0.25;
/** In units of the logarithm around that of the mean size: what lies lower adds nothing to any mean. */
const SMALLEST = -36;
const LARGEST = 25;
const COARSEST = 0.5;

/** Where a law lies whose mean logarithm is `centre` from the logarithm of its mean. */
function gridOf(centre: number, deviation: number): Grid {
  const from = Math.max(LOWEST, (SMALLEST - centre) / deviation);
  const to = Math.min(HIGHEST, (LARGEST - centre) / deviation);
  const step = Math.min(FINEST, COARSEST / deviation);
  return { from, step, count: Math.max(4, Math.ceil((to - from) / step) + 1) };
}
