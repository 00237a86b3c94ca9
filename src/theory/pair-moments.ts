import { COARSE, expectation, gaussianNodes } from './quadrature.ts';

/** A function of one Gaussian variable and where it is not smooth. */
export interface Integrand {
  value(x: number): number;
  readonly kinks: readonly number[];
  /** E[h(mean + deviation z)] where there is a closed form. */
  readonly average?: (mean: number, deviation: number) => number;
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
