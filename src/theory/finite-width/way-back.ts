import { expected, type Grid, interpolated, NOISE, stencil } from './grid.ts';
import { middle, type Passage } from './passage.ts';
import { flat, meanSize, onGrid, type Response, withoutAlong } from './response.ts';
import type { SizeLaw } from './size-law.ts';

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
  const free = size.map((all, j) => Math.max(Number.MIN_VALUE, LEAST * all, all - (along[j] ?? 0) / units));
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
