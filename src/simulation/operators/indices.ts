import { count } from '../operator.ts';

/** For each element of an example its index along some axes, the last one fastest. */
export function indexAlong(shape: readonly number[], axes: readonly number[]): Int32Array {
  const indices = new Int32Array(count(shape));
  for (const axis of axes) {
    const size = shape[axis] ?? 1;
    const inner = count(shape.slice(axis + 1));
    for (let i = 0; i < indices.length; i++) indices[i] = (indices[i] ?? 0) * size + (Math.floor(i / inner) % size);
  }
  return indices;
}
