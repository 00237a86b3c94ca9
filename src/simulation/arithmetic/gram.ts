import { chunkOf, engineOf } from '../kernels/engine.ts';

/** G = X X^T in float64. @param x rows x columns, float32. @param target rows x rows. */
export function gram(x: Float32Array, rows: number, columns: number, target: Float64Array): void {
  const engine = engineOf(x, target);
  if (engine === null) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j <= i; j++) {
        const product = rowDot(x, i, j, columns);
        target[i * rows + j] = product;
        target[j * rows + i] = product;
      }
    }
    return;
  }
  const { run, work } = engine;
  run.gram(x.byteOffset, rows, columns, target.byteOffset, work, chunkOf(engine, rows));
}

function rowDot(x: Float32Array, i: number, j: number, width: number): number {
  const a = i * width;
  const b = j * width;
  let sum = 0;
  for (let p = 0; p < width; p++) sum += (x[a + p] ?? 0) * (x[b + p] ?? 0);
  return sum;
}

/**
 * Sum of squares of X^T D without making it: sum over pairs of rows of (x_b . x_c)(d_b . d_c).
 * @param grams of X's and D's rows.
 */
export function productOfGrams(ofX: Float64Array, ofD: Float64Array): number {
  let total = 0;
  for (let i = 0; i < ofX.length; i++) total += (ofX[i] ?? 0) * (ofD[i] ?? 0);
  return Math.max(0, total);
}
