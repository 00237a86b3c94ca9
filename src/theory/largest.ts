import { normalCumulative } from '../model/error-function.ts';
import { COARSE, expectation, FINE, type GaussianNodes, gaussianNodes } from './quadrature.ts';
import type { Law } from './signal.ts';

/** The law of the largest of equally correlated Gaussians, for every value of what they share. */
type Largest = readonly { readonly weight: number; readonly nodes: GaussianNodes }[];

/**
 * Of k Gaussians z_i = sqrt(rho) y + sqrt(1 - rho) e_i: the maximum of the e_i has density k phi Phi^(k-1).
 * @param kinks of what it will be integrated with.
 * @param k need not be whole.
 */
export function largestOf(law: Law, kinks: readonly number[], k: number): Largest {
  const deviation = Math.sqrt(law.variance);
  const own = deviation * Math.sqrt(1 - law.positionCorrelation);
  const shared = deviation * Math.sqrt(law.positionCorrelation);
  const given = (centre: number): GaussianNodes => {
    if (own === 0) return at(centre);
    const { points, weights } = gaussianNodes(centre, own, kinks, FINE);
    const density = (x: number) => k * normalCumulative((x - centre) / own) ** (k - 1);
    return { points, weights: weights.map((weight, i) => weight * density(points[i] ?? 0)) };
  };
  const outer = shared === 0 ? at(law.mean) : gaussianNodes(law.mean, shared, kinks, own === 0 ? FINE : COARSE);
  return Array.from(outer.weights, (weight, i) => ({ weight, nodes: given(outer.points[i] ?? 0) }));
}

function at(point: number): GaussianNodes {
  return { points: Float64Array.of(point), weights: Float64Array.of(1) };
}

/** E[h(max)]. */
export function meanOf(largest: Largest, h: (x: number) => number): number {
  return largest.reduce((sum, { weight, nodes }) => sum + weight * expectation(nodes, h), 0);
}

/** E[h(max) h(max')] of two windows, which share what all their positions have in common. */
export function meanOfTwo(largest: Largest, h: (x: number) => number): number {
  return largest.reduce((sum, { weight, nodes }) => sum + weight * expectation(nodes, h) ** 2, 0);
}
