import { engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** Adds one value a unit, the last dimension being the units, in slices. */
export function addBias(values: Float32Array, bias: Float32Array): Work {
  const units = bias.length;
  const engine = engineOf(bias, values);
  return inSlices(values.length / units, units, (from, to) => {
    if (engine !== null) {
      engine.run.addToRows(bias.byteOffset, values.byteOffset + 4 * from * units, to - from, units);
      return;
    }
    for (let start = from * units; start < to * units; start += units) {
      for (let unit = 0; unit < units; unit++) values[start + unit] = (values[start + unit] ?? 0) + (bias[unit] ?? 0);
    }
  });
}
