/** A number as sentences give it: two digits, powers of ten where it is very small or large. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'infinitely';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.01 && size < 1000) return String(Number(value.toPrecision(2)));
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

/** How many times two positive numbers differ, in either direction; at least 1, infinite where one of them is 0. */
export function factorBetween(a: number, b: number): number {
  return Math.exp(Math.abs(Math.log(a / b)));
}
