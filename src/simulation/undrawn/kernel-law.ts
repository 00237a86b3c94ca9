import { type Distribution, TRUNCATED_VARIANCE } from '../../model/distribution.ts';

/** What a kernel's distribution is as far as sums over many of its elements can tell. */
export type KernelLaw =
  /** Independent normal elements. */
  | { readonly kind: 'normal'; readonly mean: number; readonly stddev: number }
  /** gain times a matrix with orthonormal rows or columns, uniform over all such. */
  | { readonly kind: 'orthogonal'; readonly gain: number };

/**
 * Smallest fan-in and number of units from which independent elements of another law count as normal ones: a sum of n
 * such products has an excess kurtosis of that of one, at most 1.2 times E[x^4] / E[x^2]^2 (6 behind a relu), over n. At
 * 256 it is below 0.03, which changes the spread of a layer's second moment over draws by less than 1%.
 */
export const CENTRAL_LIMIT = 256;

/** Null for what has to be drawn. */
export function kernelLaw(distribution: Distribution, fanIn: number, units: number): KernelLaw | null {
  const isLarge = Math.min(fanIn, units) >= CENTRAL_LIMIT;
  switch (distribution.family) {
    case 'normal':
      return { kind: 'normal', mean: distribution.mean, stddev: distribution.stddev };
    case 'unknown':
      return { kind: 'normal', mean: 0, stddev: Math.sqrt(1 / fanIn) };
    case 'truncatedNormal': {
      const stddev = distribution.stddev * Math.sqrt(TRUNCATED_VARIANCE);
      return isLarge ? { kind: 'normal', mean: distribution.mean, stddev } : null;
    }
    case 'uniform': {
      const { low, high } = distribution;
      return isLarge ? { kind: 'normal', mean: (low + high) / 2, stddev: (high - low) / Math.sqrt(12) } : null;
    }
    case 'orthogonal':
      return { kind: 'orthogonal', gain: distribution.gain };
    case 'constant':
    case 'identity':
    case 'unitForgetBias':
      return null;
  }
}

/** Nanoseconds, of the compiled kernels on a common machine; only their ratios matter. */
const NORMAL = 6;
const PRODUCT = 0.1;
const PRODUCT_64 = 0.4;
/** A step of the factorisations in JavaScript. */
const STEP = 1.5;

/** Whether not drawing the kernel is less work, forward and backward together. */
export function isCheaperUndrawn(law: KernelLaw, rows: number, fanIn: number, units: number): boolean {
  const both = fanIn + units;
  const size = fanIn * units;
  const rank = Math.min(rows, fanIn);
  // Modified Gram-Schmidt takes the shorter side's square times the longer side.
  const orthogonal = law.kind === 'orthogonal' ? Math.min(fanIn, units) * size * PRODUCT_64 * 2 : 0;
  const drawn = size * (NORMAL + 2 * rows * PRODUCT) + orthogonal;
  const perElement = NORMAL * rank + (2 * rank * PRODUCT + PRODUCT_64 * rows) * rows;
  return both * perElement + STEP * rows ** 3 < drawn;
}
