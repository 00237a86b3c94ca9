export interface Percentiles {
  readonly least: number;
  readonly p50: number;
  readonly p95: number;
}

/** Nearest-rank percentiles. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const rank = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
  return { least: rank(0), p50: rank(0.5), p95: rank(0.95) };
}
