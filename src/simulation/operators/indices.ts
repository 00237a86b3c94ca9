import type { Memory } from '../memory/memory.ts';
import { count } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** For each element of an example its index along some axes, the last one fastest, divided by `share` and rounded down. */
export function indexAlong(shape: readonly number[], axes: readonly number[], memory: Memory, share = 1): Int32Array {
  const indices = memory.int32(count(shape));
  const steps = axes.map((axis) => ({ size: shape[axis] ?? 1, inner: count(shape.slice(axis + 1)) }));
  memory.prepare(() =>
    inSlices(indices.length, 2 + 2 * steps.length, (from, to) => {
      for (let i = from; i < to; i++) {
        let index = 0;
        for (const { size, inner } of steps) index = index * size + (Math.floor(i / inner) % size);
        indices[i] = Math.floor(index / share);
      }
    }),
  );
  return indices;
}
