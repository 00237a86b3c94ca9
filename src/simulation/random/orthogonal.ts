import { engineOf } from '../kernels/engine.ts';
import { compiledMemory } from '../memory/lease.ts';
import type { Work } from '../operator.ts';
import { inSlices, isTimeToPause } from '../slices.ts';
import { BlockedFrame, frameLayout } from './blocked-frame.ts';
import { fillNormalInSlices } from './fill.ts';
import type { RandomSource } from './xoshiro.ts';

/** From so many vectors on, blocks of them in the compiled kernels are worth their own memory. */
const BLOCKED = 64;

/**
 * gain times a random matrix with orthonormal columns (rows, where there are fewer rows), uniform over all such: the Q
 * of a normal matrix's QR with a positive diagonal in R (Mezzadri 2007, arXiv math-ph/0609050), by modified Gram-Schmidt,
 * which for a random matrix loses a few digits of the sixteen.
 * @param target rows x columns, row-major.
 */
export function* fillOrthogonal(
  target: Float32Array,
  rows: number,
  columns: number,
  gain: number,
  generator: RandomSource,
): Work {
  const length = Math.max(rows, columns);
  const count = Math.min(rows, columns);
  if (count >= BLOCKED && engineOf(target) !== null) {
    yield* inBlocks(target, rows, columns, gain, generator);
    return;
  }
  const drawn = new Float32Array(count * length);
  yield* fillNormalInSlices(drawn, 0, 1, generator);
  const vectors = Float64Array.from(drawn);
  for (let i = 0; i < count; i++) {
    const own = vectors.subarray(i * length, (i + 1) * length);
    scale(own, 1 / Math.sqrt(dot(own, own)));
    for (let j = i + 1; j < count; j++) {
      subtractProjection(vectors.subarray(j * length, (j + 1) * length), own);
      if (isTimeToPause(2 * length)) yield;
    }
  }
  yield* store(vectors, target, rows, columns, gain);
}

/** The same by blocks of vectors, in memory of its own. */
function* inBlocks(target: Float32Array, rows: number, columns: number, gain: number, generator: RandomSource): Work {
  const count = Math.min(rows, columns);
  const lease = compiledMemory(frameLayout(count, Math.max(rows, columns)));
  try {
    const frame = new BlockedFrame(count, Math.max(rows, columns), lease.memory.forLayer());
    yield* frame.fill(generator);
    yield* store(frame.vectors, target, rows, columns, gain);
  } finally {
    lease.release();
  }
}

/** Vectors as rows, or as columns where there are fewer of those. */
function store(
  vectors: Float32Array | Float64Array,
  target: Float32Array,
  rows: number,
  columns: number,
  gain: number,
): Work {
  const length = Math.max(rows, columns);
  return inSlices(rows, columns, (first, last) => {
    for (let row = first; row < last; row++) {
      for (let column = 0; column < columns; column++) {
        const from = rows >= columns ? column * length + row : row * length + column;
        target[row * columns + column] = gain * (vectors[from] ?? 0);
      }
    }
  });
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const factor = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) - factor * (unit[i] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * factor;
}
