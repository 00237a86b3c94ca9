import { normalDensity } from '../../model/error-function.ts';
import type { Signal } from '../signal.ts';
import { expected, type Grid, placeOf } from './grid.ts';

/**
 * How a size, one draw's second moment at one place, strays over draws of finitely wide layers: the weights of its
 * logarithm, less its mean and over its deviation, along a grid. Null stands for the normal law of relu nets (Hanin &
 * Nica 2019, arXiv 1812.05994); where a nonlinearity does not scale, large draws grow faster than small ones, or slower.
 */
export type SizeShape = Shape | null;

export interface Shape {
  readonly grid: Grid;
  readonly weights: Float64Array;
}

/** A size's law with its deviation. */
export interface SizeLaw extends Shape {
  /** Of the logarithm. */
  readonly deviation: number;
  /** E[ln size] - ln E[size], at most 0. */
  readonly centre: number;
}

/** Further up than down: a mean over draws is made by the large ones. */
const NORMAL: Shape = normalShape({ from: -6, step: 0.25, count: 65 });

/** The rectangle rule over a normal density converges exponentially. */
function normalShape(grid: Grid): Shape {
  const densities = Float64Array.from({ length: grid.count }, (_, j) => normalDensity(placeOf(grid, j)));
  const sum = densities.reduce((total, density) => total + density, 0);
  return { grid, weights: densities.map((density) => density / sum) };
}

/** Of what a signal's layers hand on: the variance behind a weighted sum, the mean square behind a nonlinearity. */
export function sizeLaw({ spread, sizes }: Pick<Signal, 'spread' | 'sizes'>): SizeLaw {
  const { grid, weights } = sizes ?? NORMAL;
  const deviation = Math.sqrt(Math.max(0, spread.own));
  const centre = -Math.log(expected(weights, (j) => Math.exp(deviation * placeOf(grid, j))));
  return { grid, weights, deviation, centre };
}

/** ln size - ln E[size] at a place of the grid. */
export function deviationAt({ grid, deviation, centre }: SizeLaw, j: number): number {
  return centre + deviation * placeOf(grid, j);
}
