import { engineOf } from '../kernels/engine.ts';

/** In float64; infinite or not a number exactly if an element is. */
export function sumSquares(values: Float32Array | Float64Array): number {
  if (values instanceof Float32Array) {
    const engine = engineOf(values);
    if (engine !== null) return engine.run.sumSquares(values.byteOffset, values.length);
  }
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2;
  return sum;
}
