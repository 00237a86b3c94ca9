import type { Activation } from '../model/activation.ts';
import { normalDensity } from '../model/error-function.ts';
import { hasClosedMoments, moments } from './moments.ts';

/**
 * Means over draws of finitely wide layers. One draw's second moments stray, log-normally (Hanin & Nica 2019, arXiv
 * 1812.05994); a nonlinearity that does not scale makes of them other means than of a fixed one: after 20 gelu layers of
 * 256 units with He's scale the mean is 25 times what infinite width gives.
 */
export interface Straying {
  /** E[q] over q at the mean variance. */
  readonly value: number;
  /** d ln q / d ln v, averaged: what a deviation of the variance makes of the output's. */
  readonly valueSlope: number;
  /** e^E[ln d] over d at the mean variance, and d ln d / d ln v: the same of the gradient's factor. */
  readonly derivative: number;
  readonly derivativeSlope: number;
}

/** Of what scales (relu), or does not stray: nothing changes. */
export const PROPORTIONAL: Straying = { value: 1, valueSlope: 1, derivative: 1, derivativeSlope: 0 };

/**
 * What a nonlinearity makes of a log-normal variance.
 * @param variance the mean of the pre-activation's variance, its mean being 0.
 * @param logVariance of that variance over draws.
 */
export function straying(activation: Activation, variance: number, logVariance: number): Straying {
  const scales = hasClosedMoments(activation) && activation.name !== 'exponential';
  if (scales || !(variance > 0) || logVariance <= 0) return PROPORTIONAL;
  const curve = curveOf(activation);
  const deviation = Math.sqrt(logVariance);
  const centre = Math.log(variance) - logVariance / 2;
  const sums = { weight: 0, q: 0, qq: 0, d: 0, zd: 0 };
  for (let z = -REACH; z <= REACH; z += STEP) {
    const weight = normalDensity(z) * STEP;
    const { q, d } = curve(centre + deviation * z);
    sums.weight += weight;
    sums.q += weight * Math.exp(q);
    sums.qq += weight * Math.exp(2 * q);
    sums.d += weight * d;
    sums.zd += weight * z * d;
  }
  const at = curve(Math.log(variance));
  const [first, second] = [sums.q / sums.weight, sums.qq / sums.weight];
  const spread = Math.max(0, Math.log(second / first ** 2));
  const found: Straying = {
    value: first / Math.exp(at.q),
    valueSlope: Math.sqrt(spread / logVariance),
    derivative: Math.exp(sums.d / sums.weight - at.d),
    derivativeSlope: sums.zd / sums.weight / deviation,
  };
  return Object.values(found).every(Number.isFinite) ? found : PROPORTIONAL;
}

/** Standard deviations: the rectangle rule over a normal density converges exponentially. */
const REACH = 6;
const STEP = 0.5;

interface Logarithms {
  readonly q: number;
  readonly d: number;
}

const curves = new Map<string, (u: number) => Logarithms>();

/** ln E[f^2] and ln E[f'^2] as functions of the variance's logarithm, from a table that is filled where it is asked. */
function curveOf(activation: Activation): (u: number) => Logarithms {
  const key = JSON.stringify(activation);
  const known = curves.get(key);
  if (known !== undefined) return known;
  const points = new Map<number, Logarithms>();
  const point = (index: number): Logarithms => {
    const found = points.get(index);
    if (found !== undefined) return found;
    const at = moments(activation, 0, Math.exp(index * SPACING));
    const made = { q: Math.log(at?.secondMoment ?? 1), d: Math.log(at?.slopeSecondMoment ?? 1) };
    points.set(index, made);
    return made;
  };
  const made = (u: number): Logarithms => {
    const place = Math.min(HIGHEST, Math.max(LOWEST, u / SPACING));
    const index = Math.floor(place);
    const around = [-1, 0, 1, 2].map((offset) => point(index + offset));
    const t = place - index;
    return {
      q: cubic(
        around.map(({ q }) => q),
        t,
      ),
      d: cubic(
        around.map(({ d }) => d),
        t,
      ),
    };
  };
  if (curves.size >= MOST_CURVES) curves.clear();
  curves.set(key, made);
  return made;
}

/** In ln v: cubics between points are then exact to 1e-4. */
const SPACING = 0.25;
const LOWEST = -400;
const HIGHEST = 400;
const MOST_CURVES = 50;

/** Catmull-Rom: through the middle two of four values, t from one to the other. */
function cubic([a = 0, b = 0, c = 0, d = 0]: readonly number[], t: number): number {
  return b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** A mean's factor of a quantity whose logarithm goes with `slope` times one that strays by this much, its mean apart. */
export function strayedMean(logVariance: number, slope: number): number {
  return Math.exp(Math.min(LARGEST_EXPONENT, (logVariance * slope ** 2) / 2));
}

/** Beyond this one draw in thousands makes the mean. */
const LARGEST_EXPONENT = 4;
