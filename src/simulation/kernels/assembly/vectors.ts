/** Whole arrays, element by element; lengths are in elements and need not be multiples of four. */

/** y += x. */
export function addTo(x: i32, y: i32, length: i32): void {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  while (x < whole) {
    v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
    x += 16;
    y += 16;
  }
  while (x < end) {
    store<f32>(y, load<f32>(y) + load<f32>(x));
    x += 4;
    y += 4;
  }
}

/** Every row of y += x. */
export function addToRows(x: i32, y: i32, rows: i32, width: i32): void {
  for (let row = 0; row < rows; row++) {
    addTo(x, y, width);
    y += 4 * width;
  }
}

/** Sum of squares in float64: infinite or not a number exactly if an element is. */
export function sumSquares(x: i32, length: i32): f64 {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  while (x < whole) {
    const values = v128.load(x);
    const first = f64x2.promote_low_f32x4(values);
    const second = f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
    x += 16;
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  while (x < end) {
    const value = <f64>load<f32>(x);
    sum += value * value;
    x += 4;
  }
  return sum;
}

/** Sum in float64. */
export function sum(x: i32, length: i32): f64 {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  while (x < whole) {
    const values = v128.load(x);
    low = f64x2.add(low, f64x2.promote_low_f32x4(values));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1)));
    x += 16;
  }
  const both = f64x2.add(low, high);
  let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  while (x < end) {
    total += <f64>load<f32>(x);
    x += 4;
  }
  return total;
}
