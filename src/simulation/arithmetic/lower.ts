import { chunkOf, engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { COMPILED, inSlices } from '../slices.ts';

/**
 * Y = L X with a lower triangular L (count x count, tightly, zeros above) on chosen rows of X, summed in float64, in slices.
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
): Work {
  const engine = engineOf(x, y, lower);
  const steps = (count * (count + 1)) / 2;
  if (engine !== null && chosen.buffer === x.buffer) {
    const { run, work } = engine;
    const [atX, atY] = [x.byteOffset, y.byteOffset];
    const chunk = chunkOf(engine, count);
    return inSlices(Math.ceil(columns / 4), 4 * COMPILED * steps, (from, to) => {
      const width = Math.min(columns, 4 * to) - 4 * from;
      const [source, target] = [atX + 16 * from, atY + 16 * from];
      run.applyLower(lower.byteOffset, count, source, chosen.byteOffset, width, columns, target, work, chunk);
    });
  }
  return inSlices(columns, steps, (from, to) => {
    for (let i = count - 1; i >= 0; i--) {
      for (let c = from; c < to; c++) {
        let sum = 0;
        for (let j = 0; j <= i; j++) sum += (lower[i * count + j] ?? 0) * (x[(chosen[j] ?? 0) * columns + c] ?? 0);
        y[i * columns + c] = sum;
      }
    }
  });
}
