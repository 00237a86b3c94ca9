/** Standard normal scores of differences between two samples' means. */

/**
 * Welch's t of the difference of two means, as the standard normal score that is as unlikely: with a dozen draws
 * |t| > 5 is no rarity. The transform is Wallace's (1959, Ann. Math. Stat. 30, 1121), the degrees of freedom are
 * Satterthwaite's (1946). 0 for two samples that are one and the same number.
 */
export function welchScore(a: readonly number[], b: readonly number[]): number {
  const [ofA, ofB] = [variance(a) / a.length, variance(b) / b.length];
  const squared = ofA + ofB;
  const difference = mean(a) - mean(b);
  if (squared === 0) return difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
  const freedom = squared ** 2 / (ofA ** 2 / (a.length - 1) + ofB ** 2 / (b.length - 1));
  const size = Math.sqrt(freedom * Math.log1p(difference ** 2 / squared / freedom));
  return (Math.sign(difference) * size * (8 * freedom + 1)) / (8 * freedom + 3);
}

/** Score of the difference of two shares, k of n each, under the hypothesis that both are one. */
export function shareScore([k, n]: readonly [number, number], [l, m]: readonly [number, number]): number {
  const share = (k + l) / (n + m);
  const error = Math.sqrt(share * (1 - share) * (1 / n + 1 / m));
  return error === 0 ? 0 : (k / n - l / m) / error;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
