import { gram } from '../arithmetic/gram.ts';
import { applyLower } from '../arithmetic/lower.ts';
import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';
import { cholesky, invertLower, PivotedFactor } from './factor.ts';

/** Below this squared sine the basis from one Gram matrix is orthonormal to fewer digits than float32 has. */
const REFINED = 1e-8;

/**
 * An orthonormal basis Q (rank x columns) of the span of the rows of X, and the rows' coordinates in it: X = C Q.
 * From the Gram matrix in float64, a second time where the rows are nearly dependent (Cholesky QR and its repetition:
 * Yamamoto et al. 2015, ETNA 44).
 */
export class RowBasis {
  /** Of X's rows. */
  readonly gram: Float64Array;
  /** C, rows x rank, tightly. */
  readonly coordinates: Float32Array;
  readonly #rows: number;
  readonly #columns: number;
  readonly #factor: PivotedFactor;
  /** Q = L X of the chosen rows. */
  readonly #lower: Float64Array;
  readonly #chosen: Int32Array;
  readonly #basis: Float32Array;
  readonly #small: Float64Array;

  constructor(rows: number, columns: number, memory: Memory) {
    this.#rows = rows;
    this.#columns = columns;
    this.gram = memory.float64(rows * rows);
    this.coordinates = memory.float32(rows * rows);
    this.#factor = new PivotedFactor(rows);
    this.#lower = memory.float64(rows * rows);
    this.#chosen = memory.int32(rows);
    this.#basis = memory.scratch32(Math.min(rows, columns) * columns);
    this.#small = memory.scratch64(rows * rows);
  }

  get rank(): number {
    return this.#factor.rank;
  }

  /** Takes the rows as they are now. */
  *update(x: Float32Array): Work {
    const factor = this.#factor;
    yield* gram(x, this.#rows, this.#columns, this.gram);
    yield* factor.compute(this.gram, this.gram, undefined, this.#columns);
    const { rank } = factor;
    this.#chosen.set(factor.chosen);
    const small = this.#small;
    for (let i = 0; i < rank; i++) {
      const row = (factor.chosen[i] ?? 0) * this.#rows;
      for (let j = 0; j < rank; j++) small[i * rank + j] = j <= i ? (factor.factor[row + j] ?? 0) : 0;
    }
    yield* invertLower(small, rank, rank, this.#lower);
    if (factor.smallest < REFINED) yield* this.#refine(x);
    for (let b = 0; b < this.#rows; b++) {
      for (let p = 0; p < rank; p++) {
        this.coordinates[b * rank + p] = factor.factor[b * this.#rows + p] ?? 0;
      }
    }
  }

  /** Q of the rows that were taken last; they must still be the same. */
  *basis(x: Float32Array): Work<Float32Array> {
    yield* applyLower(this.#lower, this.rank, x, this.#chosen, this.#columns, this.#basis);
    return this.#basis.subarray(0, this.rank * this.#columns);
  }

  /** Q Q^T = L' L'^T is nearly the identity: L'^-1 Q is orthonormal, and the coordinates are C L'. */
  *#refine(x: Float32Array): Work {
    const { rank } = this;
    const { factor } = this.#factor;
    const small = this.#small;
    yield* gram(yield* this.basis(x), rank, this.#columns, small);
    yield* cholesky(small, rank, rank);
    yield* inSlices(this.#rows, rank ** 2 / 2, (from, to) => {
      for (let b = from; b < to; b++) {
        const row = b * this.#rows;
        for (let j = 0; j < rank; j++) {
          let sum = 0;
          for (let p = j; p < rank; p++) sum += (factor[row + p] ?? 0) * (small[p * rank + j] ?? 0);
          factor[row + j] = sum;
        }
      }
    });
    // L <- L'^-1 L, row by row from the top.
    const lower = this.#lower;
    yield* inSlices(rank, rank ** 2 / 2, (from, to) => {
      for (let i = from; i < to; i++) {
        for (let j = 0; j <= i; j++) {
          let sum = lower[i * rank + j] ?? 0;
          for (let p = j; p < i; p++) sum -= (small[i * rank + p] ?? 0) * (lower[p * rank + j] ?? 0);
          lower[i * rank + j] = sum / (small[i * rank + i] ?? 1);
        }
      }
    });
  }
}
