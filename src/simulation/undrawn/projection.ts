import type { Work } from '../operator.ts';
import type { RandomSource } from '../random/xoshiro.ts';

/** Rows of the batch, and the kernel's sides. */
export interface ProjectionSize {
  readonly rows: number;
  readonly fanIn: number;
  readonly units: number;
}

/**
 * A random kernel as far as one batch meets it: X W for the rows of X, and later, given that, D W^T for any D that
 * depends on W only through X W.
 */
export interface Projection {
  /**
   * Draws Q W for the batch's basis Q.
   * @returns rank x units.
   */
  forward(rank: number, generator: RandomSource): Work<Float32Array>;
  /**
   * Adds to `target` what D W^T has beside `along` Q, given Q W, and subtracts from `along` what of that lies along Q.
   * @param gramOfD rows x rows.
   * @param along D (Q W)^T, rows x rank. @param basis Q, rank x fanIn.
   */
  backward(
    gramOfD: Float64Array,
    along: Float32Array,
    basis: Float32Array,
    generator: RandomSource,
    target: Float32Array,
  ): Work;
}
