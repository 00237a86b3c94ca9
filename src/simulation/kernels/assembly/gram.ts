/** Products of rows in float64: what rank decisions and kernel gradients rest on. */

/**
 * G = X X^T in float64, both halves.
 * @param x rows x columns, float32. @param gram rows x rows, float64. @param work of 8 rows chunk bytes: `chunk` columns (even) are taken at once.
 */
export function gram(x: i32, rows: i32, columns: i32, gram: i32, work: i32, chunk: i32): void {
  memory.fill(gram, 0, 8 * (rows * rows));
  for (let from = 0; from < columns; from += chunk) {
    const length = min(chunk, columns - from);
    // An odd last column is met by a zero.
    const padded = (length + 1) & ~1;
    widen(x + 4 * from, rows, columns, length, padded, work);
    for (let i = 0; i < rows; i += 2) {
      for (let j = 0; j <= i; j += 4) addProducts(work, rows, padded, i, j, gram);
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      store<f64>(gram + 8 * (j * rows + i), load<f64>(gram + 8 * (i * rows + j)));
    }
  }
}

/** A chunk's rows as float64, one after the other. */
function widen(x: i32, rows: i32, columns: i32, length: i32, padded: i32, to: i32): void {
  for (let row = 0; row < rows; row++) {
    const from = x + 4 * (row * columns);
    for (let i = 0; i < length; i++) store<f64>(to + 8 * i, <f64>load<f32>(from + 4 * i));
    if (padded > length) store<f64>(to + 8 * length, 0);
    to += 8 * padded;
  }
}

/** Adds the products of rows i, i + 1 with rows j to j + 3; rows beyond the last stand in by the last and are not stored. */
function addProducts(work: i32, rows: i32, length: i32, i: i32, j: i32, gram: i32): void {
  const line = 8 * length;
  const last = rows - 1;
  const a0 = work + i * line;
  const a1 = work + min(i + 1, last) * line;
  const b0 = work + j * line;
  const b1 = work + min(j + 1, last) * line;
  const b2 = work + min(j + 2, last) * line;
  const b3 = work + min(j + 3, last) * line;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  for (let at = 0; at < line; at += 16) {
    const x0 = v128.load(a0 + at);
    const x1 = v128.load(a1 + at);
    let y = v128.load(b0 + at);
    s00 = f64x2.add(s00, f64x2.mul(x0, y));
    s10 = f64x2.add(s10, f64x2.mul(x1, y));
    y = v128.load(b1 + at);
    s01 = f64x2.add(s01, f64x2.mul(x0, y));
    s11 = f64x2.add(s11, f64x2.mul(x1, y));
    y = v128.load(b2 + at);
    s02 = f64x2.add(s02, f64x2.mul(x0, y));
    s12 = f64x2.add(s12, f64x2.mul(x1, y));
    y = v128.load(b3 + at);
    s03 = f64x2.add(s03, f64x2.mul(x0, y));
    s13 = f64x2.add(s13, f64x2.mul(x1, y));
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
 * Y = L X with a lower triangular L, summed in float64: turns rows into an orthonormal basis of their span. From the last
 * row to the first, so that Y may be X.
 * @param lower count x count, float64. @param x rows to take, by `chosen` (int32, count of them). @param y count x columns.
 */
export function applyLower(lower: i32, count: i32, x: i32, chosen: i32, columns: i32, y: i32): void {
  const whole = columns & ~3;
  for (let i = count - 1; i >= 0; i--) {
    const factors = lower + 8 * (i * count);
    const to = y + 4 * (i * columns);
    for (let c = 0; c < whole; c += 4) {
      let low = f64x2.splat(0);
      let high = f64x2.splat(0);
      for (let j = 0; j <= i; j++) {
        const row = load<i32>(chosen + 4 * j);
        const values = v128.load(x + 4 * (row * columns + c));
        const factor = v128.load64_splat(factors + 8 * j);
        low = f64x2.add(low, f64x2.mul(factor, f64x2.promote_low_f32x4(values)));
        high = f64x2.add(high, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.shuffle<i32>(values, values, 2, 3, 2, 3))));
      }
      const narrow = v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
      v128.store(to + 4 * c, narrow);
    }
    for (let c = whole; c < columns; c++) {
      let sum: f64 = 0;
      for (let j = 0; j <= i; j++) {
        const row = load<i32>(chosen + 4 * j);
        sum += load<f64>(factors + 8 * j) * <f64>load<f32>(x + 4 * (row * columns + c));
      }
      store<f32>(to + 4 * c, <f32>sum);
    }
  }
}
