import { engineOf } from '../kernels/engine.ts';
import { gram, productOfGrams } from './gram.ts';
import { multiplyPortably } from './portable/multiply.ts';

/** Distances between rows where a matrix is part of a wider one; by default its own width. */
export interface RowLengths {
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
}

const OWN: RowLengths = {};

/**
 * C = A B, or C += A B.
 * @param a m x k. @param b k x n. @param c m x n; all row-major.
 */
export function multiply(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
  rows = OWN,
): void {
  run(a, rows.a ?? k, 1, b, rows.b ?? n, 1, c, rows.c ?? n, m, n, k, accumulate);
}

/** C = A B^T, or C += A B^T. @param a m x k. @param b n x k. @param c m x n; all row-major. */
export function multiplyTransposed(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
  rows = OWN,
): void {
  run(a, rows.a ?? k, 1, b, 1, rows.b ?? k, c, rows.c ?? n, m, n, k, accumulate);
}

/** C = A^T B, or C += A^T B. @param a k x m. @param b k x n. @param c m x n; all row-major. */
export function transposedMultiply(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
  rows = OWN,
): void {
  run(a, 1, rows.a ?? m, b, rows.b ?? n, 1, c, rows.c ?? n, m, n, k, accumulate);
}

/** Element (i, p) of A stands at i * aRow + p * aColumn, likewise B. */
function run(
  a: Float32Array,
  aRow: number,
  aColumn: number,
  b: Float32Array,
  bRow: number,
  bColumn: number,
  c: Float32Array,
  cRow: number,
  m: number,
  n: number,
  k: number,
  accumulate: boolean,
): void {
  const engine = engineOf(a, b, c);
  if (engine === null) {
    const aStrides = { row: aRow, column: aColumn };
    const bStrides = { row: bRow, column: bColumn };
    multiplyPortably(a, aStrides, b, bStrides, c, cRow, m, n, k, accumulate);
    return;
  }
  // The kernel visits C once for every stretch of the sums: an empty sum is none.
  if (k === 0 && !accumulate) for (let i = 0; i < m; i++) c.fill(0, i * cRow, i * cRow + n);
  const { byteOffset: atA } = a;
  const { byteOffset: atB } = b;
  const { byteOffset: atC } = c;
  const { work } = engine;
  engine.run.multiply(m, n, k, 1, atA, aRow, aColumn, atB, bRow, bColumn, atC, cRow, accumulate, work);
}

/** Transposes rows x columns into columns x rows; the offsets are into the two arrays. */
export function transpose(
  source: Float32Array,
  target: Float32Array,
  rows: number,
  columns: number,
  sourceOffset = 0,
  targetOffset = 0,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      target[targetOffset + j * rows + i] = source[sourceOffset + i * columns + j] ?? 0;
    }
  }
}

/**
 * Sum of squares of X^T D without making it, from the Gram matrices of both.
 * @param x rows x m
 * @param d rows x n
 */
export function outerProductSquares(x: Float32Array, d: Float32Array, rows: number, m: number, n: number): number {
  const [ofX, ofD] = [new Float64Array(rows * rows), new Float64Array(rows * rows)];
  gram(x, rows, m, ofX);
  gram(d, rows, n, ofD);
  return productOfGrams(ofX, ofD);
}
