/** What a framework really samples for one weight. */
export type Distribution =
  | { readonly family: 'constant'; readonly value: number }
  | { readonly family: 'normal'; readonly mean: number; readonly stddev: number }
  /** A normal of this mean and standard deviation, redrawn outside mean +- 2 stddev: the real deviation is smaller. */
  | { readonly family: 'truncatedNormal'; readonly mean: number; readonly stddev: number }
  | { readonly family: 'uniform'; readonly low: number; readonly high: number }
  /** gain times a matrix with orthonormal rows or columns, of the weight flattened to [all but last, last]. */
  | { readonly family: 'orthogonal'; readonly gain: number }
  /** gain times the identity matrix, zeros beyond the square. */
  | { readonly family: 'identity'; readonly gain: number }
  /** Four gates side by side in a vector: 1 for the second one (an LSTM's forget gate), the others drawn as `others`. */
  | { readonly family: 'unitForgetBias'; readonly others: Distribution }
  | { readonly family: 'unknown'; readonly reason: string };

export type DistributionFamily = Distribution['family'];

/** Variance of a standard normal redrawn outside +-2: 1 - 4 phi(2) / (2 Phi(2) - 1). */
export const TRUNCATED_VARIANCE = 0.7737413035499232;

/** Mean over the weight's elements; null if unknown. `shape` is the weight's, outermost first. */
export function distributionMean(distribution: Distribution, shape: readonly number[]): number | null {
  switch (distribution.family) {
    case 'constant':
      return distribution.value;
    case 'normal':
    case 'truncatedNormal':
      return distribution.mean;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'orthogonal':
      return 0;
    case 'identity': {
      const { rows, columns } = matrixSize(shape);
      return distribution.gain / Math.max(rows, columns);
    }
    case 'unitForgetBias': {
      const mean = distributionMean(distribution.others, shape);
      return mean === null ? null : 0.75 * mean + 0.25;
    }
    case 'unknown':
      return null;
  }
}

/** Variance over the weight's elements and draws; null if unknown. */
export function distributionVariance(distribution: Distribution, shape: readonly number[]): number | null {
  switch (distribution.family) {
    case 'constant':
      return 0;
    case 'normal':
      return distribution.stddev ** 2;
    case 'truncatedNormal':
      return TRUNCATED_VARIANCE * distribution.stddev ** 2;
    case 'uniform':
      return (distribution.high - distribution.low) ** 2 / 12;
    case 'orthogonal': {
      const { rows, columns } = matrixSize(shape);
      return distribution.gain ** 2 / Math.max(rows, columns);
    }
    case 'identity': {
      const { rows, columns } = matrixSize(shape);
      const density = 1 / Math.max(rows, columns);
      return distribution.gain ** 2 * density * (1 - density);
    }
    case 'unitForgetBias': {
      const mean = distributionMean(distribution.others, shape);
      const variance = distributionVariance(distribution.others, shape);
      // A quarter of the elements is 1: the variance within the gates, and that between them.
      return mean === null || variance === null ? null : 0.75 * variance + 0.1875 * (mean - 1) ** 2;
    }
    case 'unknown':
      return null;
  }
}

/** A weight as the matrix that orthogonal and identity initialisers see: all dimensions but the last, by the last. */
export function matrixSize(shape: readonly number[]): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1;
  return { rows: shape.slice(0, -1).reduce((a, b) => a * b, 1), columns };
}
