import { engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { COMPILED, inSlices, isTimeToPause } from '../slices.ts';
import { eachPart } from './parts.ts';
import { multiplyPortably } from './portable/multiply.ts';

/** Distances between rows where a matrix is part of a wider one; by default its own width. */
export interface RowLengths {
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
}

const OWN: RowLengths = {};

/**
 * C = A B, or C += A B, in slices.
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
): Work {
  return inParts(a, rows.a ?? k, 1, b, rows.b ?? n, 1, c, rows.c ?? n, m, n, k, accumulate);
}

/** C = A B^T, or C += A B^T, in slices. @param a m x k. @param b n x k. @param c m x n; all row-major. */
export function multiplyTransposed(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
  rows = OWN,
): Work {
  return inParts(a, rows.a ?? k, 1, b, 1, rows.b ?? k, c, rows.c ?? n, m, n, k, accumulate);
}

/** C = A^T B, or C += A^T B, in slices. @param a k x m. @param b k x n. @param c m x n; all row-major. */
export function transposedMultiply(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
  rows = OWN,
): Work {
  return inParts(a, 1, rows.a ?? m, b, rows.b ?? n, 1, c, rows.c ?? n, m, n, k, accumulate);
}

/** What a product of two elements costs, in steps, and bringing an element of an operand into its place. */
interface Cost {
  readonly product: number;
  readonly element: number;
}

const COMPILED_COST: Cost = { product: 1 / 256, element: COMPILED / 2 };
const PLAIN_COST: Cost = { product: 1 / 10, element: 1 };

function stepsOf({ product, element }: Cost, m: number, n: number, k: number): number {
  return product * m * n * k + element * (m * k + k * n + m * n);
}

/** Steps of the largest part. */
const PART = 2 ** 17;

function* inParts(
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
): Work {
  const cost = engineOf(a, b, c) === null ? PLAIN_COST : COMPILED_COST;
  if (cost.product * m * n * k <= PART) {
    run(a, aRow, aColumn, b, bRow, bColumn, c, cRow, m, n, k, accumulate);
    if (isTimeToPause(stepsOf(cost, m, n, k))) yield;
    return;
  }
  for (const { row, rows, column, columns, from, length } of eachPart(m, n, k, PART / cost.product)) {
    const left = a.subarray(row * aRow + from * aColumn);
    const right = b.subarray(from * bRow + column * bColumn);
    const target = c.subarray(row * cRow + column);
    const adds = accumulate || from > 0;
    run(left, aRow, aColumn, right, bRow, bColumn, target, cRow, rows, columns, length, adds);
    if (isTimeToPause(stepsOf(cost, rows, columns, length))) yield;
  }
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

/** Transposes rows x columns into columns x rows, in slices. */
export function transpose(source: Float32Array, target: Float32Array, rows: number, columns: number): Work {
  return inSlices(rows, columns, (from, to) => {
    for (let i = from; i < to; i++) {
      for (let j = 0; j < columns; j++) target[j * rows + i] = source[i * columns + j] ?? 0;
    }
  });
}
