import { engineOf } from '../kernels/engine.ts';

/** Adds one value a unit, the last dimension being the units. */
export function addBias(values: Float32Array, bias: Float32Array): void {
  const units = bias.length;
  const engine = engineOf(bias, values);
  if (engine !== null) {
    engine.run.addToRows(bias.byteOffset, values.byteOffset, values.length / units, units);
    return;
  }
  for (let start = 0; start < values.length; start += units) {
    for (let unit = 0; unit < units; unit++) values[start + unit] = (values[start + unit] ?? 0) + (bias[unit] ?? 0);
  }
}
