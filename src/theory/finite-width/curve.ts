import type { Activation } from '../../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../../model/activation-function.ts';
import { FINE, gaussianNodes } from '../quadrature.ts';

/** Moments of f(x), x ~ N(0, v) and f'(x) that say what one draw's n units make of v; P stands for x f f' averaged. */
export interface CurvePoint {
  /** ln q, q = E[f^2]. */
  readonly q: number;
  /** ln d, d = E[f'^2]. */
  readonly d: number;
  /** Var(f^2) / q^2: n times the relative variance of the mean of f^2 over n units. */
  readonly excess: number;
  /** Cov(f'^2, f^2) / (d q). */
  readonly slopeTilt: number;
  /** E[f^2 f'^2] / q: what of a gradient along the signal f is passed on, and its covariance with f^2, less `excess`. */
  readonly along: number;
  readonly alongTilt: number;
  /** E[x^2 f'^2] / v, and its covariance with f^2. */
  readonly radial: number;
  readonly radialTilt: number;
  /** P^2 / (q v), its relative change a unit, and its covariance with f^2. */
  readonly coherent: number;
  readonly coherentShift: number;
  readonly coherentTilt: number;
}

export type Curve = (logVariance: number) => CurvePoint;

const curves = new Map<string, Curve>();
const MOST_CURVES = 50;

/** As functions of ln v, from a table that is filled where it is asked; null for what is not elementwise. */
export function curveOf(activation: Activation): Curve | null {
  const f = scalarFunction(activation);
  if (f === null) return null;
  const key = JSON.stringify(activation);
  const known = curves.get(key);
  if (known !== undefined) return known;
  const made = tabulated(f);
  if (curves.size >= MOST_CURVES) curves.clear();
  curves.set(key, made);
  return made;
}

/** In ln v: cubics between points are then exact to 1e-4. */
const SPACING = 0.25;
const LOWEST = -400;
const HIGHEST = 400;

function tabulated(f: ScalarFunction): Curve {
  const points = new Map<number, Float64Array>();
  const point = (index: number): Float64Array => {
    const found = points.get(index);
    if (found !== undefined) return found;
    const made = integrated(f, Math.exp(index * SPACING));
    points.set(index, made);
    return made;
  };
  return (u) => {
    const place = Math.min(HIGHEST, Math.max(LOWEST, u / SPACING));
    const index = Math.floor(place);
    return between([point(index - 1), point(index), point(index + 1), point(index + 2)], place - index);
  };
}

/** Catmull-Rom: through the middle two of four points, t from one to the other. */
function between(points: readonly [Float64Array, Float64Array, Float64Array, Float64Array], t: number): CurvePoint {
  return {
    q: cubic(points, 0, t),
    d: cubic(points, 1, t),
    excess: cubic(points, 2, t),
    slopeTilt: cubic(points, 3, t),
    along: cubic(points, 4, t),
    alongTilt: cubic(points, 5, t),
    radial: cubic(points, 6, t),
    radialTilt: cubic(points, 7, t),
    coherent: cubic(points, 8, t),
    coherentShift: cubic(points, 9, t),
    coherentTilt: cubic(points, 10, t),
  };
}

function cubic(
  points: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
  i: number,
  t: number,
): number {
  const [a = 0, b = 0, c = 0, d = 0] = [points[0][i], points[1][i], points[2][i], points[3][i]];
  return b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** In the order of `between`. */
function integrated(f: ScalarFunction, v: number): Float64Array {
  const { points, weights } = gaussianNodes(0, Math.sqrt(v), f.kinks, FINE);
  let [q, d, qq, qd, qqd, radial, mixed, mixedq, squared] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const [x, weight] = [points[i] ?? 0, weights[i] ?? 0];
    const [y, slope] = [f.value(x), f.derivative(x)];
    const [yy, ss] = [y * y, slope * slope];
    q += weight * yy;
    d += weight * ss;
    qq += weight * yy * yy;
    qd += weight * yy * ss;
    qqd += weight * yy * yy * ss;
    radial += weight * x * x * ss;
    mixed += weight * x * y * slope;
    mixedq += weight * x * y * slope * yy;
    squared += weight * x * x * yy * ss;
  }
  const excess = qq / q ** 2 - 1;
  const mixedTilt = mixedq / (mixed * q) - 1;
  return Float64Array.of(
    Math.log(q),
    Math.log(d),
    excess,
    qd / (q * d) - 1,
    qd / q,
    qqd / (qd * q) - 1 - excess,
    radial / v,
    squared / (radial * q) - 1,
    mixed ** 2 / (q * v),
    squared / mixed ** 2 - 1 - 2 * mixedTilt + excess,
    2 * mixedTilt - excess,
  );
}
