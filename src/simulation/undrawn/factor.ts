import type { Work } from '../operator.ts';
import { inSlices, isTimeToPause } from '../slices.ts';

/**
 * Squared sine of the angle to the span of the vectors before, below which a vector counts as lying in it: an angle of
 * 3e-7, some roundings of float32, which is what the vectors are stored in. Gram matrices in float64 tell it from zero.
 */
const DEPENDENT = 1e-13;

/** A Gram matrix G of `size` vectors as L L^T with L size x rank (Cholesky with complete pivoting: Higham 2002, section 10.3). */
export class PivotedFactor {
  readonly size: number;
  /** Row b belongs to vector b; rows are `size` long, of which `rank` are in use. */
  readonly factor: Float64Array;
  /** The vectors that span the others, `rank` of them. */
  readonly chosen: Int32Array;
  rank = 0;
  /** Smallest squared sine among the chosen; 1 if all are at right angles. */
  smallest = 1;
  readonly #rest: Float64Array;
  readonly #norms: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.factor = new Float64Array(size * size);
    this.chosen = new Int32Array(size);
    this.#rest = new Float64Array(size);
    this.#norms = new Float64Array(size);
  }

  /**
   * In slices. Vectors are taken at length 1, so that small ones keep their directions. What is zero or not finite is left out:
   * its row of L is zero.
   * @param gram size x size. @param lengths squared, for the rank: those of `gram` unless it is what is left of others.
   * @param dependent squared sine that counts as none. @param most rank that is possible.
   */
  *compute(gram: Float64Array, lengths: Float64Array = gram, dependent = DEPENDENT, most = this.size): Work {
    const { size, factor, chosen } = this;
    const [rest, norms] = [this.#rest, this.#norms];
    factor.fill(0);
    for (let b = 0; b < size; b++) {
      const square = lengths[b * size + b] ?? 0;
      norms[b] = square > 0 && Number.isFinite(square) ? Math.sqrt(square) : 0;
      rest[b] = norms[b] === 0 ? 0 : (gram[b * size + b] ?? 0) / square;
    }
    this.smallest = 1;
    let rank = 0;
    while (rank < Math.min(size, most)) {
      const pivot = largest(rest);
      const square = rest[pivot] ?? 0;
      if (!(square > dependent)) break;
      this.smallest = Math.min(this.smallest, square);
      chosen[rank] = pivot;
      this.#eliminate(gram, pivot, rank, Math.sqrt(square));
      rank++;
      if (isTimeToPause(size * rank)) yield;
    }
    this.rank = rank;
    for (let b = 0; b < size; b++) this.#rescale(b);
  }

  /** Column `rank` of L, in lengths of 1, and what of each vector is still unexplained. */
  #eliminate(gram: Float64Array, pivot: number, rank: number, root: number): void {
    const { size, factor } = this;
    const [rest, norms] = [this.#rest, this.#norms];
    const own = pivot * size;
    const pivotNorm = norms[pivot] ?? 0;
    for (let b = 0; b < size; b++) {
      const norm = norms[b] ?? 0;
      if (norm === 0 || (rest[b] ?? 0) < 0) continue;
      let sum = (gram[b * size + pivot] ?? 0) / (norm * pivotNorm);
      for (let p = 0; p < rank; p++) sum -= (factor[b * size + p] ?? 0) * (factor[own + p] ?? 0);
      const entry = b === pivot ? root : sum / root;
      factor[b * size + rank] = entry;
      rest[b] = (rest[b] ?? 0) - entry * entry;
    }
    // Nothing is left of it: rounding must not bring it back.
    rest[pivot] = -1;
  }

  #rescale(b: number): void {
    const { size, factor } = this;
    for (let p = 0; p < this.rank; p++) {
      factor[b * size + p] = (factor[b * size + p] ?? 0) * (this.#norms[b] ?? 0);
    }
  }
}

function largest(values: Float64Array): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[at] ?? 0)) at = i;
  return at;
}

/** L with L L^T = A, in place in the lower half of A's first `size` rows, `row` apart; A is positive definite. In slices. */
export function cholesky(a: Float64Array, size: number, row: number): Work {
  return inSlices(size, size ** 2 / 2, (from, to) => {
    for (let i = from; i < to; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = a[i * row + j] ?? 0;
        for (let p = 0; p < j; p++) sum -= (a[i * row + p] ?? 0) * (a[j * row + p] ?? 0);
        a[i * row + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / (a[j * row + j] ?? 1);
      }
    }
  });
}

/** L^-1 into `target` (size x size, tightly), its upper half zeros. In slices. @param lower rows `row` apart. */
export function* invertLower(lower: Float64Array, size: number, row: number, target: Float64Array): Work {
  target.fill(0, 0, size * size);
  yield* inSlices(size, size ** 2 / 2, (from, to) => {
    for (let j = from; j < to; j++) {
      target[j * size + j] = 1 / (lower[j * row + j] ?? 1);
      for (let i = j + 1; i < size; i++) {
        let sum = 0;
        for (let p = j; p < i; p++) sum -= (lower[i * row + p] ?? 0) * (target[p * size + j] ?? 0);
        target[i * size + j] = sum / (lower[i * row + i] ?? 1);
      }
    }
  });
}
