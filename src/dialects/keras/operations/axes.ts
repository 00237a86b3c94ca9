import type { Shape } from '../../../model/shape.ts';
import type { LayerReader } from '../../layer-reader.ts';

/** An axis counted with the batch as 0; negative ones count from the end. */
export function fromFront(axis: number, rank: number): number {
  return axis < 0 ? axis + rank + 1 : axis;
}

/**
 * Axes of an operation on shapes without batch: -1 stands for the batch itself. Null if none is written, or the input's
 * rank is not known.
 */
export function readAxes({ given, input }: LayerReader, ...options: readonly string[]): number[] | null {
  const option = options.find((candidate) => given.entry(candidate) !== null);
  if (option === undefined || input === null) return null;
  return given.axes(option, -1).map((axis) => fromFront(axis, input.length) - 1);
}

/** The shape without some axes, which stay as 1 where they are kept. */
export function withoutAxes(shape: Shape, axes: readonly number[], keep: boolean): Shape {
  if (keep) return shape.map((dimension, i) => (axes.includes(i) ? 1 : dimension));
  return shape.filter((_, i) => !axes.includes(i));
}
