import { expected, type Grid, interpolated, NOISE, placeOf, stencil } from './grid.ts';
import { deviationAt, type Shape, type SizeLaw } from './size-law.ts';

/**
 * What draws of a gradient have to do with the signal's at the same place, along the grid of the signal's law over draws.
 * Null: nothing.
 */
export interface Response {
  readonly grid: Grid;
  /** E[g^2] given the signal's size, over E[g^2]. */
  readonly size: Float64Array;
  /**
   * How much more of the gradient lies along the signal than along any other direction: E[(a . g)^2] / |a|^2 less E[g^2],
   * given the signal's size, over E[g^2].
   */
  readonly along: Float64Array;
}

/** Of what has nothing to do with the signal. */
export function flat(grid: Grid): Response {
  return { grid, size: new Float64Array(grid.count).fill(1), along: new Float64Array(grid.count) };
}

/** A response's values on another grid. */
export function onGrid(values: Float64Array, from: Grid, to: Grid): Float64Array {
  if (from === to) return values;
  return Float64Array.from({ length: to.count }, (_, j) => interpolated(values, stencil(from, placeOf(to, j))));
}

/** E[g^2] over what it was when the response was made, over a law. */
export function meanSize({ grid, size }: Response, law: Shape): number {
  const values = onGrid(size, grid, law.grid);
  return expected(law.weights, (j) => values[j] ?? 0);
}

/** E[size g^2] over E[size] E[g^2]: what a kernel's gradient, the product of both, has more than two independent ones. */
export function together(response: Response | null, law: SizeLaw): number {
  if (response === null) return 1;
  const size = onGrid(response.size, response.grid, law.grid);
  return expected(law.weights, (j) => Math.exp(deviationAt(law, j)) * (size[j] ?? 0));
}

/** d ln E[g^2] / d ln size, over the law on average. */
export function responseSlope(response: Response | null, { grid, weights, deviation }: SizeLaw): number {
  if (response === null || deviation <= 0) return 0;
  const size = onGrid(response.size, response.grid, grid);
  const logarithm = (j: number) => Math.log(Math.max(Number.MIN_VALUE, size[j] ?? 1));
  return expected(weights, (j) => placeOf(grid, j) * logarithm(j)) / deviation;
}

/**
 * To one of several signals that are joined.
 * @param correlation of the logarithm of its size with that of the whole's.
 * @param share of the whole's size.
 */
export function toPart(response: Response | null, correlation: number, share: number): Response | null {
  if (response === null) return null;
  const { grid } = response;
  const own = Math.sqrt(Math.max(0, 1 - correlation ** 2));
  const given = (values: Float64Array) =>
    values.map((_, j) =>
      NOISE.reduce(
        (sum, [z, weight]) =>
          sum + weight * interpolated(values, stencil(grid, correlation * placeOf(grid, j) + own * z)),
        0,
      ),
    );
  return { grid, size: given(response.size), along: given(response.along).map((excess) => share * excess) };
}

/** Of the sum of two independent gradients at one place. */
export function mixed(a: Response | null, b: Response | null, share: number): Response | null {
  const grid = (a ?? b)?.grid;
  if (grid === undefined) return null;
  const [first, second] = [a ?? flat(grid), b ?? flat(grid)];
  const mix = (read: (of: Response) => Float64Array) => {
    const other = onGrid(read(second), second.grid, grid);
    return onGrid(read(first), first.grid, grid).map((value, j) => share * value + (1 - share) * (other[j] ?? 0));
  };
  return { grid, size: mix(({ size }) => size), along: mix((of) => of.along) };
}

/** Where places are averaged, or the way is not followed: nothing lies along the signal any more. */
export function withoutAlong(response: Response | null): Response | null {
  return response === null ? null : { ...response, along: new Float64Array(response.grid.count) };
}
