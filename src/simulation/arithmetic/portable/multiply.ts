/** Blocks of 4 x 4 results stay in registers: 16 products for 8 loads. */
const BLOCK = 4;

/** A matrix within an array: element (i, j) stands at i * row + j * column. */
export interface Strides {
  readonly row: number;
  readonly column: number;
}

/**
 * C = A B, or C += A B, sums kept in float64. Both operands are brought into rows along the sums first, unless they
 * stand so already.
 * @param a m x k. @param b k x n. @param c m x n, rows `cRow` apart.
 */
export function multiplyPortably(
  a: Float32Array,
  aStrides: Strides,
  b: Float32Array,
  bStrides: Strides,
  c: Float32Array,
  cRow: number,
  m: number,
  n: number,
  k: number,
  accumulate: boolean,
): void {
  const rows = inRows(a, aStrides, m, k);
  const columns = inRows(b, { row: bStrides.column, column: bStrides.row }, n, k);
  if (!accumulate) for (let i = 0; i < m; i++) c.fill(0, i * cRow, i * cRow + n);
  const blockedRows = m - (m % BLOCK);
  const blockedColumns = n - (n % BLOCK);
  for (let j = 0; j < blockedColumns; j += BLOCK) {
    for (let i = 0; i < blockedRows; i += BLOCK) block(rows, columns, c, i, j, cRow, k);
    for (let i = blockedRows; i < m; i++) strip(rows, columns, c, i, j, j + BLOCK, cRow, k);
  }
  for (let i = 0; i < m; i++) strip(rows, columns, c, i, blockedColumns, n, cRow, k);
}

function inRows(source: Float32Array, { row, column }: Strides, lines: number, length: number): Float32Array {
  if (column === 1 && row === length) return source;
  const target = new Float32Array(lines * length);
  for (let i = 0; i < lines; i++) {
    for (let p = 0; p < length; p++) target[i * length + p] = source[i * row + p * column] ?? 0;
  }
  return target;
}

/** Four rows of A by four columns of B. */
function block(a: Float32Array, b: Float32Array, c: Float32Array, i: number, j: number, n: number, k: number): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c03 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c13 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  let c23 = 0;
  let c30 = 0;
  let c31 = 0;
  let c32 = 0;
  let c33 = 0;
  const a0 = i * k;
  const a1 = a0 + k;
  const a2 = a1 + k;
  const a3 = a2 + k;
  const b0 = j * k;
  const b1 = b0 + k;
  const b2 = b1 + k;
  const b3 = b2 + k;
  for (let p = 0; p < k; p++) {
    const x0 = a[a0 + p] ?? 0;
    const x1 = a[a1 + p] ?? 0;
    const x2 = a[a2 + p] ?? 0;
    const x3 = a[a3 + p] ?? 0;
    const y0 = b[b0 + p] ?? 0;
    const y1 = b[b1 + p] ?? 0;
    const y2 = b[b2 + p] ?? 0;
    const y3 = b[b3 + p] ?? 0;
    c00 += x0 * y0;
    c01 += x0 * y1;
    c02 += x0 * y2;
    c03 += x0 * y3;
    c10 += x1 * y0;
    c11 += x1 * y1;
    c12 += x1 * y2;
    c13 += x1 * y3;
    c20 += x2 * y0;
    c21 += x2 * y1;
    c22 += x2 * y2;
    c23 += x2 * y3;
    c30 += x3 * y0;
    c31 += x3 * y1;
    c32 += x3 * y2;
    c33 += x3 * y3;
  }
  add4(c, i * n + j, c00, c01, c02, c03);
  add4(c, (i + 1) * n + j, c10, c11, c12, c13);
  add4(c, (i + 2) * n + j, c20, c21, c22, c23);
  add4(c, (i + 3) * n + j, c30, c31, c32, c33);
}

function add4(c: Float32Array, at: number, x0: number, x1: number, x2: number, x3: number): void {
  c[at] = (c[at] ?? 0) + x0;
  c[at + 1] = (c[at + 1] ?? 0) + x1;
  c[at + 2] = (c[at + 2] ?? 0) + x2;
  c[at + 3] = (c[at + 3] ?? 0) + x3;
}

/** What is left over at the edges: one row of A by columns [from, to) of B. */
function strip(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  i: number,
  from: number,
  to: number,
  n: number,
  k: number,
): void {
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let p = 0; p < k; p++) sum += (a[i * k + p] ?? 0) * (b[j * k + p] ?? 0);
    c[i * n + j] = (c[i * n + j] ?? 0) + sum;
  }
}
