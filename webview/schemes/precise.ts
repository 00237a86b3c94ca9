/** A number to calculate with: four digits, a power of ten where it is very small or large. */
export function precise(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || (Number.isInteger(value) && size < 1e6)) return String(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(4)));
  return value.toExponential(3).replace('e+', 'e');
}
