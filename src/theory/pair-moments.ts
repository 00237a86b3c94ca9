import { COARSE, expectation, type GaussianNodes, gaussianNodes } from './quadrature.ts';

/** A function of one Gaussian variable and where it is not smooth. */
export interface Integrand {
  value(x: number): number;
  readonly kinks: readonly number[];
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
    const single = expectation(gaussianNodes(mean, own, h.kinks, COARSE), h.value);
    return single ** 2;
  }
  // Averaging over e rounds a kink off over the width of e: finer panels there.
  const softKinks = h.kinks.flatMap((kink) => [kink - 3 * own, kink - own, kink, kink + own, kink + 3 * own]);
  const outer = gaussianNodes(mean, Math.sqrt(shared), softKinks, COARSE);
  const inner = gaussianNodes(0, 1, [], COARSE);
  const smoothed = (x: number) => (own === 0 ? h.value(x) : smooth(h, x, own, inner));
  return covariance >= 0
    ? expectation(outer, (x) => smoothed(x) ** 2)
    : expectation(outer, (x) => smoothed(x) * smoothed(2 * mean - x));
}

/** E[h(x + deviation z)]; `standard` are nodes of a standard normal, good where no kink lies within reach. */
function smooth(h: Integrand, x: number, deviation: number, standard: GaussianNodes): number {
  const reach = 8 * deviation;
  if (h.kinks.some((kink) => Math.abs(kink - x) < reach) || reach > 8) {
    return expectation(gaussianNodes(x, deviation, h.kinks, COARSE), h.value);
  }
  const { points, weights } = standard;
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += (weights[i] ?? 0) * h.value(x + deviation * (points[i] ?? 0));
  return sum;
}
