/**
 * A size that a model fixes, or one that could not be read from the file and for which `assumed` stands in.
 * `name` is what the user sets to change the assumption (`--assume NAME=NUMBER`, the panel's what-if).
 */
export type Dimension = number | UnknownDimension;

export interface UnknownDimension {
  readonly name: string;
  readonly assumed: number;
}

/** Sizes of a tensor without its batch dimension, outermost first. */
export type Shape = readonly Dimension[];

/** Whether a number can be a tensor's size, as far as JavaScript counts; of padding, `least` is 0. */
export function isSize(value: number, least = 1): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

/** The number to compute with. */
export function size(dimension: Dimension): number {
  return typeof dimension === 'number' ? dimension : dimension.assumed;
}

/** The number that the file fixes, or null where one is assumed. */
export function knownSize(dimension: Dimension): number | null {
  return typeof dimension === 'number' ? dimension : null;
}

export function sizes(shape: Shape): number[] {
  return shape.map(size);
}

/** Number of elements of one example; 1 for a scalar. */
export function elementCount(shape: Shape): number {
  return shape.reduce<number>((product, dimension) => product * size(dimension), 1);
}

/** Computes a size from others; it is unknown, under the first unknown's name, if any of them is. */
export function combine(dimensions: readonly Dimension[], compute: (sizes: number[]) => number): Dimension {
  const value = compute(dimensions.map(size));
  const unknown = dimensions.find((dimension): dimension is UnknownDimension => typeof dimension !== 'number');
  return unknown === undefined ? value : { name: unknown.name, assumed: value };
}

export function product(dimensions: readonly Dimension[]): Dimension {
  return combine(dimensions, (values) => values.reduce((a, b) => a * b, 1));
}
