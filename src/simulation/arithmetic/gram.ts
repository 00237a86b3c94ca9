import { engineOf } from '../kernels/engine.ts';

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
  // An even number of columns at a time, as many as the workspace holds of all rows.
  const chunk = Math.min(256, Math.floor(engine.workBytes / (16 * rows)) * 2);
  engine.run.gram(x.byteOffset, rows, columns, target.byteOffset, engine.work, chunk);
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
