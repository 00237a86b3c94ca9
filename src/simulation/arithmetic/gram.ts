import { chunkOf, engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { COMPILED, inSlices, sumInSlices } from '../slices.ts';

/** G = X X^T in float64, in slices. @param x rows x columns, float32. @param target rows x rows. */
export function gram(x: Float32Array, rows: number, columns: number, target: Float64Array): Work {
  const engine = engineOf(x, target);
  if (engine === null) {
    return inSlices(rows, (rows * columns) / 2, (from, to) => {
      for (let i = from; i < to; i++) {
        for (let j = 0; j <= i; j++) {
          const product = rowDot(x, i, j, columns);
          target[i * rows + j] = product;
          target[j * rows + i] = product;
        }
      }
    });
  }
  const { run, work } = engine;
  const chunk = chunkOf(engine, rows);
  // A column's products for every pair of rows; the kernel takes columns two at a time.
  return inSlices(Math.ceil(columns / 2), COMPILED * rows * (rows + 1), (from, to) => {
    const width = Math.min(columns, 2 * to) - 2 * from;
    run.gram(x.byteOffset + 8 * from, rows, width, columns, target.byteOffset, from > 0, work, chunk);
  });
}

function rowDot(x: Float32Array, i: number, j: number, width: number): number {
  const a = i * width;
  const b = j * width;
  let sum = 0;
  for (let p = 0; p < width; p++) sum += (x[a + p] ?? 0) * (x[b + p] ?? 0);
  return sum;
}

/**
 * Sum of squares of X^T D without making it, in slices: sum over pairs of rows of (x_b . x_c)(d_b . d_c).
 * @param grams of X's and D's rows.
 */
export function* productOfGrams(ofX: Float64Array, ofD: Float64Array): Work<number> {
  const total = yield* sumInSlices(ofX.length, 1, (from, to) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += (ofX[i] ?? 0) * (ofD[i] ?? 0);
    return sum;
  });
  return Math.max(0, total);
}
