import { expected, type Grid, interpolated, NOISE, placeOf, stencil } from './grid.ts';
import { middle, type Passage } from './passage.ts';
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

/** A gradient's law on the other side of a layer, and what it makes of its second moment. */
export interface Passed {
  readonly response: Response | null;
  readonly factor: number;
}

/**
 * Back through a nonlinearity, given the forward draws (`passage`). The transposed weights make of a gradient independent
 * Gaussians but along the signal that their draw has fixed: there they give back what the gradient has along the sums
 * behind them. Of that part f' passes on E[f^2 f'^2] / q instead of E[f'^2], n times in n; what lies along the sums in front
 * is E[x^2 f'^2] / v of the rest and E[x f f']^2 / (q v) of the part itself, whose sign is the same in all units. One that
 * grows faster than in proportion (silu) gathers it layer by layer. What f'^2 and f^2 of the same units have in common
 * moves the law that the layers above see.
 * @param response behind the nonlinearity.
 * @param units n.
 * @param slope E[f'^2] at the mean variance, by which the second moment is multiplied already.
 */
export function passedBack(response: Response | null, passage: Passage, units: number, slope: number): Passed {
  const { entering, points, noise, mean, deviation, leaving } = passage;
  const above = response ?? flat(leaving.grid);
  const parts = partsOf(above, units);
  const size = new Float64Array(points.length);
  const along = new Float64Array(points.length);
  points.forEach((point, j) => {
    const [spread, d] = [noise[j] ?? 0, Math.exp(point.d)];
    const centre = (middle(point, spread) - mean) / deviation;
    const share = 1 / (units * deviation);
    const width = spread / deviation;
    const passed =
      d * freeMean(parts, centre + share * point.slopeTilt, width) +
      (point.along / units) * boundMean(parts, centre + share * point.alongTilt, width);
    const kept = Math.max(LEAST * d, passed);
    const coherent = point.coherent * (1 + point.coherentShift / units);
    size[j] = kept;
    along[j] =
      point.radial * freeMean(parts, centre + share * point.radialTilt, width) +
      coherent * boundMean(parts, centre + share * point.coherentTilt, width) -
      kept;
  });
  const total = expected(entering.weights, (j) => size[j] ?? 0);
  const factor = total / (meanSize(above, leaving) * slope);
  if (!Number.isFinite(factor) || total <= 0) return { response: null, factor: 1 };
  const over = (values: Float64Array) => values.map((value) => value / total);
  return { response: { grid: entering.grid, size: over(size), along: over(along) }, factor };
}

/** Keeps an expansion in 1 / n above 0 in layers of a few units. */
const LEAST = 1e-3;

/** A gradient behind transposed weights: what is not along the signal (its logarithm), and what is, over the former. */
interface Parts {
  readonly grid: Grid;
  readonly logFree: Float64Array;
  readonly bound: Float64Array;
}

function partsOf({ grid, size, along }: Response, units: number): Parts {
  const free = size.map((all, j) => Math.max(LEAST * all, all - (along[j] ?? 0) / units));
  return { grid, logFree: free.map((each) => Math.log(each)), bound: along.map((each, j) => each / (free[j] ?? 1)) };
}

/** Means over a law of ln q: what is smooth in its logarithm is interpolated there. */
function freeMean({ grid, logFree }: Parts, centre: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < NOISE.length; i++) {
    const [z, share] = NOISE[i] ?? NOWHERE;
    sum += share * Math.exp(interpolated(logFree, stencil(grid, centre + width * z)));
  }
  return sum;
}

function boundMean({ grid, logFree, bound }: Parts, centre: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < NOISE.length; i++) {
    const [z, share] = NOISE[i] ?? NOWHERE;
    const place = stencil(grid, centre + width * z);
    sum += share * Math.exp(interpolated(logFree, place)) * interpolated(bound, place);
  }
  return sum;
}

const NOWHERE = [0, 0] as const;

function flat(grid: Grid): Response {
  return { grid, size: new Float64Array(grid.count).fill(1), along: new Float64Array(grid.count) };
}

/** A response's values on another grid. */
function onGrid(values: Float64Array, from: Grid, to: Grid): Float64Array {
  if (from === to) return values;
  return Float64Array.from({ length: to.count }, (_, j) => interpolated(values, stencil(from, placeOf(to, j))));
}

function meanSize({ grid, size }: Response, law: Shape): number {
  const values = onGrid(size, grid, law.grid);
  return expected(law.weights, (j) => values[j] ?? 0);
}

/** Back through weights: what a gradient has along the sums behind them comes back along the n inputs of that draw. */
export function passedToInputs(response: Response | null, law: SizeLaw, units: number): Passed {
  if (response === null) return { response, factor: 1 };
  const excess = onGrid(response.along, response.grid, law.grid);
  const factor = 1 + expected(law.weights, (j) => excess[j] ?? 0) / units;
  if (!(factor > LEAST)) return { response: withoutAlong(response), factor: 1 };
  return {
    response: {
      grid: response.grid,
      size: response.size.map((each, j) => (each + (response.along[j] ?? 0) / units) / factor),
      along: response.along.map((each) => (each * (1 - 1 / units)) / factor),
    },
    factor,
  };
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
