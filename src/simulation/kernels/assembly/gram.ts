/** Products of rows in float64: what rank decisions and kernel gradients rest on. */

/**
 * G = X X^T in float64, both halves, or G += X X^T.
 * @param x rows x columns, float32, rows `stride` apart. @param gram rows x rows, float64.
 * @param work of 8 chunk bytes a row, rows counted up to a multiple of four: `chunk` columns (even) are taken at once.
 */
export function gram(
  x: i32,
  rows: i32,
  columns: i32,
  stride: i32,
  gram: i32,
  adds: bool,
  work: i32,
  chunk: i32,
): void {
  if (!adds) memory.fill(gram, 0, 8 * (rows * rows));
  for (let from = 0; from < columns; from += chunk) {
    const length = min(chunk, columns - from);
    const pairs = pairColumns(x + 4 * from, rows, stride, length, work);
    for (let i = 0; i < rows; i += 2) {
      for (let j = 0; j <= i; j += 4) addProducts(work, rows, pairs, i, j, gram);
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      store<f64>(gram + 8 * (j * rows + i), load<f64>(gram + 8 * (i * rows + j)));
    }
  }
}

/**
 * A chunk's columns two by two as float64, all rows of the first two, then of the next: what a tile of rows needs then stands
 * side by side. Rows are filled up to a multiple of four by zeros, columns to one of two. Returns the number of pairs.
 */
function pairColumns(x: i32, rows: i32, stride: i32, length: i32, to: i32): i32 {
  const line = 16 * ((rows + 3) & ~3);
  const whole = length & ~3;
  for (let row = 0; row < rows; row++) {
    let at = to + 16 * row;
    for (let i = 0; i < whole; i += 4) {
      const values = v128.load(x + 4 * i);
      v128.store(at, f64x2.promote_low_f32x4(values));
      v128.store(at + line, f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1)));
      at += 2 * line;
    }
    for (let i = whole; i < length; i += 2) {
      const next = i + 1 < length ? <f64>load<f32>(x + 4 * i, 4) : 0;
      store<f64>(at, <f64>load<f32>(x + 4 * i));
      store<f64>(at, next, 8);
      at += line;
    }
    x += 4 * stride;
  }
  const pairs = (length + 1) >> 1;
  for (let row = rows; row < ((rows + 3) & ~3); row++) {
    for (let pair = 0; pair < pairs; pair++) v128.store(to + pair * line + 16 * row, f64x2.splat(0));
  }
  return pairs;
}

/** Adds the products of rows i, i + 1 with rows j to j + 3. */
function addProducts(work: i32, rows: i32, pairs: i32, i: i32, j: i32, gram: i32): void {
  const line = 16 * ((rows + 3) & ~3);
  let a = work + 16 * i;
  let b = work + 16 * j;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  for (let pair = 0; pair < pairs; pair++) {
    const x0 = v128.load(a);
    const x1 = v128.load(a, 16);
    let y = v128.load(b);
    s00 = f64x2.add(s00, f64x2.mul(x0, y));
    s10 = f64x2.add(s10, f64x2.mul(x1, y));
    y = v128.load(b, 16);
    s01 = f64x2.add(s01, f64x2.mul(x0, y));
    s11 = f64x2.add(s11, f64x2.mul(x1, y));
    y = v128.load(b, 32);
    s02 = f64x2.add(s02, f64x2.mul(x0, y));
    s12 = f64x2.add(s12, f64x2.mul(x1, y));
    y = v128.load(b, 48);
    s03 = f64x2.add(s03, f64x2.mul(x0, y));
    s13 = f64x2.add(s13, f64x2.mul(x1, y));
    a += line;
    b += line;
  }
  add(gram, rows, i, j, s00);
  add(gram, rows, i, j + 1, s01);
  add(gram, rows, i, j + 2, s02);
  add(gram, rows, i, j + 3, s03);
  add(gram, rows, i + 1, j, s10);
  add(gram, rows, i + 1, j + 1, s11);
  add(gram, rows, i + 1, j + 2, s12);
  add(gram, rows, i + 1, j + 3, s13);
}

/** Only below the diagonal. */
function add(gram: i32, rows: i32, i: i32, j: i32, sums: v128): void {
  if (i >= rows || j > i) return;
  const at = gram + 8 * (i * rows + j);
  store<f64>(at, load<f64>(at) + f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}

/**
 * Y = L X with a lower triangular L, summed in float64: turns rows into an orthonormal basis of their span. Y may be X
 * where row i is the i-th chosen.
 * @param lower count x count, float64. @param x rows to take, by `chosen` (int32, count of them).
 * @param columns of X and Y, whose rows are `stride` apart. @param y count x columns.
 * @param work of 8 count chunk bytes: `chunk` columns (a multiple of 4) are taken at once.
 */
export function applyLower(
  lower: i32,
  count: i32,
  x: i32,
  chosen: i32,
  columns: i32,
  stride: i32,
  y: i32,
  work: i32,
  chunk: i32,
): void {
  for (let from = 0; from < columns; from += chunk) {
    const length = min(chunk, columns - from);
    const padded = (length + 3) & ~3;
    for (let j = 0; j < count; j++) {
      const row = x + 4 * (load<i32>(chosen + 4 * j) * stride + from);
      widen(row, length, padded, work + 8 * j * padded);
    }
    for (let i = 0; i < count; i += 2) combineRows(lower, count, i, work, length, padded, stride, y + 4 * from);
  }
}

/** A row as float64, filled up by zeros. */
function widen(x: i32, length: i32, padded: i32, to: i32): void {
  const whole = length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const values = v128.load(x + 4 * i);
    v128.store(to + 8 * i, f64x2.promote_low_f32x4(values));
    v128.store(to + 8 * i, f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1)), 16);
  }
  for (let i = whole; i < padded; i++) store<f64>(to + 8 * i, i < length ? <f64>load<f32>(x + 4 * i) : 0);
}

/** Rows i and i + 1 of Y, four columns at a time; there may be no row i + 1. */
function combineRows(
  lower: i32,
  count: i32,
  i: i32,
  work: i32,
  length: i32,
  padded: i32,
  columns: i32,
  y: i32,
): void {
  const factors = lower + 8 * i * count;
  // Without a second row the first one is made twice.
  const next = i + 1 < count ? 8 * count : 0;
  const last = i + (next > 0 ? 1 : 0);
  const line = 8 * padded;
  const to = y + 4 * i * columns;
  for (let c = 0; c < length; c += 4) {
    let low0 = f64x2.splat(0);
    let high0 = f64x2.splat(0);
    let low1 = f64x2.splat(0);
    let high1 = f64x2.splat(0);
    let at = work + 8 * c;
    let factor = factors;
    for (let j = 0; j <= last; j++) {
      const low = v128.load(at);
      const high = v128.load(at, 16);
      const first = v128.load64_splat(factor);
      low0 = f64x2.add(low0, f64x2.mul(first, low));
      high0 = f64x2.add(high0, f64x2.mul(first, high));
      const second = v128.load64_splat(factor + next);
      low1 = f64x2.add(low1, f64x2.mul(second, low));
      high1 = f64x2.add(high1, f64x2.mul(second, high));
      at += line;
      factor += 8;
    }
    const count4 = min(4, length - c);
    storeNarrow(low0, high0, to + 4 * c, count4);
    if (next > 0) storeNarrow(low1, high1, to + 4 * (columns + c), count4);
  }
}

function storeNarrow(low: v128, high: v128, to: i32, count: i32): void {
  const values = v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
  if (count == 4) {
    v128.store(to, values);
    return;
  }
  store<f32>(to, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(values, 2), 8);
}
