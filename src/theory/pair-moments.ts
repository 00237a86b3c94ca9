import type { CentredPair } from './closed-pairs.ts';
import { COARSE, expectation, FINE, gaussianNodes } from './quadrature.ts';

/** A function of one Gaussian variable and where it is not smooth. */
export interface Integrand {
  value(x: number): number;
  readonly kinks: readonly number[];
  /** E[h(mean + deviation z)] where there is a closed form. */
  readonly average?: (mean: number, deviation: number) => number;
  /** E[h(u) h(v)] at mean 0 where there is a closed form. */
  readonly centred?: CentredPair;
}

/**
 * E[h(u) h(v)], u and v jointly Gaussian with equal mean and variance and the given covariance: the correlation map
 * (Cho & Saul 2009; Poole et al. 2016, arXiv 1606.05340, eq. 5). Written as u = s + e, v = +-s + e' with a shared part s
 * of variance |covariance|, it is E_s[E_e[h(s + e)] E_e'[h(+-s + e')]]: two nested integrals of one dimension.
 */
export function pairMoment(h: Integrand, mean: number, variance: number, covariance: number): number {
  if (variance <= 0) return h.value(mean) ** 2;
  const shared = Math.min(variance, Math.abs(covariance));
  const own = Math.sqrt(variance - shared);
  if (shared < 1e-12 * variance) {
    return average(h, mean, own) ** 2;
  }
  // Averaging over e rounds a kink off over the width of e: finer panels there.
  const softKinks = h.kinks.flatMap((kink) => [kink - 3 * own, kink - own, kink, kink + own, kink + 3 * own]);
  const outer = gaussianNodes(mean, Math.sqrt(shared), softKinks, COARSE);
  const smoothed = (x: number) => average(h, x, own);
  return covariance >= 0
    ? expectation(outer, (x) => smoothed(x) ** 2)
    : expectation(outer, (x) => smoothed(x) * smoothed(2 * mean - x));
}

/** E[h(mean + deviation z)]. */
function average(h: Integrand, mean: number, deviation: number): number {
  if (deviation === 0) return h.value(mean);
  if (h.average !== undefined) return h.average(mean, deviation);
  return expectation(gaussianNodes(mean, deviation, h.kinks, COARSE), h.value);
}

/**
 * E[h(u) h(v)] for any covariance of u and v, whose own mean and variance are fixed.
 * A smooth h is expanded once in normalised Hermite polynomials, E[h(u) h(v)] = sum_k a_k^2 correlation^k (Mehler);
 * what a kink leaves beyond the last term is integrated anew for every covariance.
 * @param same E[h(u)^2].
 */
export function correlationMap(
  h: Integrand,
  mean: number,
  variance: number,
  same: number,
): (covariance: number) => number {
  const { centred } = h;
  if (centred !== undefined && mean === 0 && variance > 0) {
    return (covariance) => centred(variance, Math.max(-1, Math.min(1, covariance / variance)));
  }
  if (h.average !== undefined || variance <= 0) return (covariance) => pairMoment(h, mean, variance, covariance);
  let known: { readonly squares: Float64Array; readonly rest: number } | null = null;
  return (covariance) => {
    if (Math.abs(covariance) < 1e-12 * variance) return pairMoment(h, mean, variance, 0);
    known ??= hermiteSquares(h, mean, Math.sqrt(variance), same);
    const { squares, rest } = known;
    if (rest > LARGEST_REST * same) return pairMoment(h, mean, variance, covariance);
    const correlation = covariance / variance;
    // Horner's scheme, the rest taken as one more term.
    let sum = rest;
    for (let k = squares.length - 1; k >= 0; k--) sum = sum * correlation + (squares[k] ?? 0);
    return sum;
  };
}

/** Degree up to which h is expanded, and the share of E[h^2] beyond it up to which that is enough. */
const DEGREE = 30;
const LARGEST_REST = 1e-4;

/** a_k^2, a_k = E[h(mean + deviation z) He_k(z)] / sqrt(k!), and E[h^2] - sum a_k^2. */
function hermiteSquares(h: Integrand, mean: number, deviation: number, same: number) {
  const { points, weights } = gaussianNodes(mean, deviation, h.kinks, FINE);
  const coefficients = new Float64Array(DEGREE + 1);
  for (let i = 0; i < points.length; i++) {
    const z = ((points[i] ?? 0) - mean) / deviation;
    const weighted = (weights[i] ?? 0) * h.value(points[i] ?? 0);
    let previous = 0;
    let current = 1;
    for (let k = 0; k <= DEGREE; k++) {
      coefficients[k] = (coefficients[k] ?? 0) + weighted * current;
      // sqrt(k + 1) h_(k+1) = z h_k - sqrt(k) h_(k-1)
      [previous, current] = [current, (z * current - Math.sqrt(k) * previous) / Math.sqrt(k + 1)];
    }
  }
  const squares = coefficients.map((a) => a * a);
  return { squares, rest: Math.max(0, same - squares.reduce((sum, a) => sum + a, 0)) };
}
