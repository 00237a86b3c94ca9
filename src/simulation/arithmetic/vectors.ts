import { engineOf } from '../kernels/engine.ts';

/** target += source, element by element; where the source is shorter it is repeated. */
export function addTo(source: Float32Array, target: Float32Array): void {
  const engine = engineOf(source, target);
  if (engine !== null && source.length === target.length) {
    engine.run.addTo(source.byteOffset, target.byteOffset, source.length);
    return;
  }
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + (source[i % source.length] ?? 0);
}

/** In float64. */
export function sumOf(values: Float32Array): number {
  const engine = engineOf(values);
  if (engine !== null) return engine.run.sum(values.byteOffset, values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
