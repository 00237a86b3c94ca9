/** Largest distance between two samples' distribution functions (Kolmogorov 1933, Smirnov 1939). */
export function largestGap(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [sorted(a), sorted(b)];
  let [i, j, gap] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const next = Math.min(x[i] ?? 0, y[j] ?? 0);
    // Ties step together.
    while (i < x.length && (x[i] ?? 0) <= next) i++;
    while (j < y.length && (y[j] ?? 0) <= next) j++;
    gap = Math.max(gap, Math.abs(i / x.length - j / y.length));
  }
  return gap;
}

/** The gap that two samples of the same law exceed with probability `significance`, for samples of some hundreds. */
export function criticalGap(significance: number, n: number, m: number): number {
  return Math.sqrt((-Math.log(significance / 2) / 2) * (1 / n + 1 / m));
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}
