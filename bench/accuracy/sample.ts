/** What is kept of a positive quantity's draws. */
export interface Sample {
  readonly mean: number;
  /** Of the mean. */
  readonly standardError: number;
  /** Mean and standard deviation of its natural logarithm; null where it was 0. */
  readonly logMean: number | null;
  readonly logDeviation: number | null;
  /** At `PROBABILITIES`. */
  readonly quantiles: readonly number[];
}

export const PROBABILITIES: readonly number[] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99];

export function summarise(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const { centre, deviation } = momentsOf(values);
  const logs = sorted[0] !== undefined && sorted[0] > 0 ? momentsOf(values.map(Math.log)) : null;
  return {
    mean: rounded(centre),
    standardError: rounded(deviation / Math.sqrt(values.length)),
    logMean: logs === null ? null : rounded(logs.centre),
    logDeviation: logs === null ? null : rounded(logs.deviation),
    quantiles: PROBABILITIES.map((probability) => rounded(quantile(sorted, probability))),
  };
}

/** Share of the draws below `value`, from the quantiles: linear between them on a logarithmic scale. */
export function shareBelow({ quantiles }: Sample, value: number): number {
  const points = quantiles.map((at, i) => ({ at, probability: PROBABILITIES[i] ?? 0 }));
  const above = points.findIndex(({ at }) => at >= value);
  if (above === 0) return value < (points[0]?.at ?? 0) ? 0 : (points[0]?.probability ?? 0);
  const [low, high] = [points[above - 1], points[above]];
  if (low === undefined || high === undefined) return 1;
  const share = high.at > low.at && low.at > 0 ? Math.log(value / low.at) / Math.log(high.at / low.at) : 1;
  return low.probability + share * (high.probability - low.probability);
}

function momentsOf(values: readonly number[]): { centre: number; deviation: number } {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { centre, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

/** Linear between the order statistics. */
function quantile(sorted: readonly number[], probability: number): number {
  const at = probability * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? 0) - below);
}

/** To five digits: a file that people may read, and far below the standard error. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
