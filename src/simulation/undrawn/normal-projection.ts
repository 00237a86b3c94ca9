import { multiply, multiplyTransposed } from '../arithmetic/multiply.ts';
import type { Memory } from '../memory/memory.ts';
import { fillNormalInSlices } from '../random/fill.ts';
import { PivotedFactor } from './factor.ts';
import type { Projection, ProjectionSize } from './projection.ts';

/**
 * Independent normal elements of standard deviation s: Q W is s Z, Z standard normal, and independent of it W at right
 * angles to Q is s Z' (I - Q^T Q). D W'^T, with D D^T = M M^T, is s M Z'' (I - Q^T Q): as many rows as D has directions.
 */
export function normalProjection(stddev: number, { rows, fanIn, units }: ProjectionSize, memory: Memory): Projection {
  const met = memory.unset32(Math.min(rows, fanIn) * units);
  const factor = new PivotedFactor(rows);
  const coordinates = memory.scratch32(rows * rows);
  const fresh = memory.scratch32(Math.min(rows, units) * fanIn);
  const freshAlong = memory.scratch32(rows * rows);
  const within = memory.scratch32(rows * rows);
  return {
    *forward(rank, generator) {
      const values = met.subarray(0, rank * units);
      yield* fillNormalInSlices(values, 0, stddev, generator);
      return values;
    },
    *backward(gramOfD, along, basis, generator, target) {
      const rank = basis.length / fanIn;
      // Nothing is at right angles to all directions.
      if (rank === fanIn) return;
      yield* factor.compute(gramOfD, gramOfD, undefined, units);
      const directions = factor.rank;
      packFactor(factor, coordinates);
      yield* fillNormalInSlices(fresh.subarray(0, directions * fanIn), 0, stddev, generator);
      yield* multiply(coordinates, fresh, target, rows, fanIn, directions, true);
      yield* multiplyTransposed(fresh, basis, freshAlong, directions, rank, fanIn);
      yield* multiply(coordinates, freshAlong, within, rows, rank, directions);
      for (let i = 0; i < rows * rank; i++) along[i] = (along[i] ?? 0) - (within[i] ?? 0);
    },
  };
}

/** L as float32, rows x rank, tightly. */
export function packFactor({ factor, size, rank }: PivotedFactor, target: Float32Array): void {
  for (let b = 0; b < size; b++) {
    for (let p = 0; p < rank; p++) target[b * rank + p] = factor[b * size + p] ?? 0;
  }
}
