/** Equidistant places on a line, at which laws have weights and functions values. */
export interface Grid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

export function placeOf({ from, step }: Grid, index: number): number {
  return from + step * index;
}

/** Four of a grid's places, from the `first` on, with Lagrange's weights: cubics are exact. */
export interface Stencil {
  readonly first: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Those around a place; beyond the grid it is the last one's. At least four places. */
export function stencil({ from, step, count }: Grid, x: number): Stencil {
  const place = Math.min(count - 1, Math.max(0, (x - from) / step));
  const first = Math.min(count - 4, Math.max(0, Math.floor(place) - 1));
  const t = place - first;
  return {
    first,
    a: (-(t - 1) * (t - 2) * (t - 3)) / 6,
    b: (t * (t - 2) * (t - 3)) / 2,
    c: (-t * (t - 1) * (t - 3)) / 2,
    d: (t * (t - 1) * (t - 2)) / 6,
  };
}

/** A function's value between its values at the places. */
export function interpolated(values: Float64Array, { first, a, b, c, d }: Stencil): number {
  return (
    a * (values[first] ?? 0) +
    b * (values[first + 1] ?? 0) +
    c * (values[first + 2] ?? 0) +
    d * (values[first + 3] ?? 0)
  );
}

/** Adds a mass that lies between the places to their weights: the transpose of `interpolated`, which keeps three moments. */
export function deposit(weights: Float64Array, { first, a, b, c, d }: Stencil, mass: number): void {
  weights[first] = (weights[first] ?? 0) + mass * a;
  weights[first + 1] = (weights[first + 1] ?? 0) + mass * b;
  weights[first + 2] = (weights[first + 2] ?? 0) + mass * c;
  weights[first + 3] = (weights[first + 3] ?? 0) + mass * d;
}

/** Sum of a function over the places. */
export function expected(weights: Float64Array, value: (index: number) => number): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += (weights[j] ?? 0) * value(j);
  return sum;
}

/** Gauss-Hermite of order 5 for a standard normal variable: points, the roots of z^5 - 10 z^3 + 15 z, and weights. */
export const NOISE: readonly (readonly [point: number, weight: number])[] = hermite();

function hermite(): (readonly [number, number])[] {
  const [inner, outer] = [Math.sqrt(5 - Math.sqrt(10)), Math.sqrt(5 + Math.sqrt(10))];
  const weight = (z: number) => 24 / (5 * (z ** 4 - 6 * z ** 2 + 3) ** 2);
  return [-outer, -inner, 0, inner, outer].map((z) => [z, weight(z)] as const);
}
