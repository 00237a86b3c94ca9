/** Blocks of 4 x 4 results stay in registers: 16 products for 8 loads. */
const BLOCK = 4;

/**
 * C = A B^T, or C += A B^T: rows of both operands are read along their length, sums are kept in float64.
 * The rows of B are walked once; A (a batch or an image's patches) is meant to fit in the cache.
 * @param a m x k, row-major.
 * @param b n x k, row-major.
 * @param c m x n, row-major.
 */
export function multiplyTransposed(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  accumulate = false,
): void {
  const blockedRows = m - (m % BLOCK);
  const blockedColumns = n - (n % BLOCK);
  if (!accumulate) c.fill(0, 0, m * n);
  for (let j = 0; j < blockedColumns; j += BLOCK) {
    for (let i = 0; i < blockedRows; i += BLOCK) block(a, b, c, i, j, n, k);
    for (let i = blockedRows; i < m; i++) strip(a, b, c, i, j, j + BLOCK, n, k);
  }
  for (let i = 0; i < m; i++) strip(a, b, c, i, blockedColumns, n, n, k);
}

/** Four rows of A by four of B. */
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

/** What is left over at the edges: one row of A by rows [from, to) of B. */
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
 * Sum of squares of X^T D without making it: sum over pairs of rows of (x_b . x_c)(d_b . d_c), in float64.
 * @param x rows x m
 * @param d rows x n
 */
export function outerProductSquares(x: Float32Array, d: Float32Array, rows: number, m: number, n: number): number {
  let total = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const product = rowDot(x, i, j, m) * rowDot(d, i, j, n);
      total += i === j ? product : 2 * product;
    }
  }
  return Math.max(0, total);
}

function rowDot(x: Float32Array, i: number, j: number, width: number): number {
  const a = i * width;
  const b = j * width;
  let sum = 0;
  for (let p = 0; p < width; p++) sum += (x[a + p] ?? 0) * (x[b + p] ?? 0);
  return sum;
}
