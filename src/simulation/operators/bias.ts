/** Adds one value a unit, the last dimension being the units. */
export function addBias(values: Float32Array, bias: Float32Array): void {
  const units = bias.length;
  for (let start = 0; start < values.length; start += units) {
    for (let unit = 0; unit < units; unit++) values[start + unit] = (values[start + unit] ?? 0) + (bias[unit] ?? 0);
  }
}
