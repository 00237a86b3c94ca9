/** Steps that go once through all data: a single batch's loss wavers with what is in it. */
export const WINDOW = 8;

/** The loss after a step, over the repeats; `low` to `high` is their whole range. */
export interface LossPoint {
  /** From 1 on. */
  readonly step: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The curve of one choice of initialisers.
 * @param repeats each one's losses, one a step; a shorter one has diverged (its last loss is no finite number) or has not
 *   come so far yet.
 */
export function lossCurve(repeats: readonly (readonly number[])[]): LossPoint[] {
  const begun = repeats.filter((losses) => losses.length > 0);
  const smooth = begun.map(smoothed);
  const length = Math.max(0, ...smooth.map((losses) => losses.length));
  return Array.from({ length }, (_, i) => {
    const values = smooth.flatMap((losses) => losses[i] ?? ended(losses) ?? []).sort((a, b) => a - b);
    return { step: i + 1, median: median(values), low: values[0] ?? Number.NaN, high: values.at(-1) ?? Number.NaN };
  });
}

/** The mean over the last steps; infinite as soon as a loss is no number. */
function smoothed(losses: readonly number[]): number[] {
  return losses.map((loss, i) => {
    if (!Number.isFinite(loss)) return Number.POSITIVE_INFINITY;
    const recent = losses.slice(Math.max(0, i + 1 - WINDOW), i + 1);
    return recent.reduce((sum, each) => sum + each, 0) / recent.length;
  });
}

/** A training that has diverged stays so; one that is still running has no value yet. */
function ended(losses: readonly number[]): number | null {
  return losses.at(-1) === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : null;
}

/** @param sorted ascending. */
function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? Number.NaN);
  return lower === upper ? upper : (lower + upper) / 2;
}
