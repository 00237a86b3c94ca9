import { chunkOf, engineOf } from '../kernels/engine.ts';

/**
 * Y = L X with a lower triangular L (count x count, tightly, zeros above) on chosen rows of X, summed in float64.
 * Y may be X itself where row i of X is the i-th chosen.
 * @param chosen rows of X, `count` of them. @param columns of X and Y.
 */
export function applyLower(
  lower: Float64Array,
  count: number,
  x: Float32Array,
  chosen: Int32Array,
  columns: number,
  y: Float32Array,
): void {
  const engine = engineOf(x, y, lower);
  if (engine !== null && chosen.buffer === x.buffer) {
    const { run, work } = engine;
    const [atX, atY] = [x.byteOffset, y.byteOffset];
    run.applyLower(lower.byteOffset, count, atX, chosen.byteOffset, columns, atY, work, chunkOf(engine, count));
    return;
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += (lower[i * count + j] ?? 0) * (x[(chosen[j] ?? 0) * columns + c] ?? 0);
      y[i * columns + c] = sum;
    }
  }
}
