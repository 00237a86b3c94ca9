import { numbers } from './convolutions.ts';
import type { Call, Dense } from './kernel.ts';

/** `Sum` over the first dimensions (a bias's gradient, a batch's moments) or over the last ones. */
export function sum(call: Call): Dense | null {
  const x = call.input('x');
  const axes = axesOf(call.attribute('axis'), x?.shape.length ?? 0);
  if (x === null || axes === null || x.shape.some((size) => size === 0)) return null;
  const summed = new Set(axes);
  const shape = x.shape.flatMap((size, i) =>
    !summed.has(i) ? [size] : call.attribute('keepDims') === true ? [1] : [],
  );
  const overFirst = axes.every((axis) => axis < axes.length);
  const overLast = axes.every((axis) => axis >= x.shape.length - axes.length);
  if (overLast) return { shape, values: sumRows(x.values, x.values.length / product(x.shape, axes)) };
  return overFirst ? { shape, values: sumColumns(x.values, x.values.length / product(x.shape, axes)) } : null;
}

/** Distinct dimensions from 0 on; all of them where none is named. */
function axesOf(axis: unknown, rank: number): number[] | null {
  if (axis === undefined || axis === null) return Array.from({ length: rank }, (_, i) => i);
  const written = typeof axis === 'number' ? [axis] : numbers(axis);
  return written === null ? null : [...new Set(written.map((each) => (each < 0 ? each + rank : each)))];
}

function product(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((size, axis) => size * (shape[axis] ?? 1), 1);
}

/** In float64, as TensorFlow.js's own kernel does. */
function sumRows(values: Float32Array, rows: number): Float32Array {
  const width = values.length / rows;
  const sums = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let total = 0;
    for (let i = row * width; i < (row + 1) * width; i++) total += values[i] ?? 0;
    sums[row] = total;
  }
  return sums;
}

function sumColumns(values: Float32Array, columns: number): Float32Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < values.length; ) {
    for (let j = 0; j < columns; j++, i++) sums[j] = (sums[j] ?? 0) + (values[i] ?? 0);
  }
  return Float32Array.from(sums);
}
