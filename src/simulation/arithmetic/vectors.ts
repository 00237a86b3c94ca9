import { engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** target += source, element by element, in slices; where the source is shorter it is repeated. */
export function addTo(source: Float32Array, target: Float32Array): Work {
  const engine = source.length === target.length ? engineOf(source, target) : null;
  return inSlices(target.length, 1, (from, to) => {
    if (engine !== null) {
      engine.run.addTo(source.byteOffset + 4 * from, target.byteOffset + 4 * from, to - from);
      return;
    }
    for (let i = from; i < to; i++) target[i] = (target[i] ?? 0) + (source[i % source.length] ?? 0);
  });
}

/** In float64. */
export function sumOf(values: Float32Array): number {
  const engine = engineOf(values);
  if (engine !== null) return engine.run.sum(values.byteOffset, values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
