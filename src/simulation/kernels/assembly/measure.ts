/** What is told about a signal, in float64. */

/**
 * Adds the elements to a histogram of equal bins from -reach to reach; the outer bins take what lies beyond.
 * @param counts float64, four histograms of `bins`, whose sum it is: neighbours often meet the same bin, and would wait for
 * one another.
 */
export function addToHistogram(x: i32, length: i32, reach: f32, bins: i32, counts: i32): void {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  const shift = f32x4.splat(reach);
  const scale = f32x4.splat(<f32>bins / (2 * reach));
  const last = f32x4.splat(<f32>(bins - 1));
  const zero = f32x4.splat(0);
  const step = 8 * bins;
  while (x < whole) {
    const at = f32x4.mul(f32x4.add(v128.load(x), shift), scale);
    const bin = i32x4.trunc_sat_f32x4_u(f32x4.max(zero, f32x4.min(last, at)));
    increment(counts + 8 * i32x4.extract_lane(bin, 0));
    increment(counts + step + 8 * i32x4.extract_lane(bin, 1));
    increment(counts + 2 * step + 8 * i32x4.extract_lane(bin, 2));
    increment(counts + 3 * step + 8 * i32x4.extract_lane(bin, 3));
    x += 16;
  }
  while (x < end) {
    const at = (load<f32>(x) + reach) * (<f32>bins / (2 * reach));
    increment(counts + 8 * <i32>max<f32>(0, min<f32>(<f32>(bins - 1), at)));
    x += 4;
  }
}

function increment(at: i32): void {
  store<f64>(at, load<f64>(at) + 1);
}

/** How many of `length` elements are 0 in all examples. @param stride from one example to the next. */
export function countDead(x: i32, batch: i32, length: i32, stride: i32): i32 {
  let dead = 0;
  const zero = f32x4.splat(0);
  const whole = length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let alive = i32x4.splat(0);
    let at = x + 4 * i;
    for (let example = 0; example < batch; example++) {
      alive = v128.or(alive, f32x4.ne(v128.load(at), zero));
      at += 4 * stride;
    }
    dead += 4 - popcnt<i32>(i32x4.bitmask(alive));
  }
  for (let i = whole; i < length; i++) {
    let example = 0;
    while (example < batch && load<f32>(x + 4 * (example * stride + i)) == 0) example++;
    dead += i32(example == batch);
  }
  return dead;
}

/** |sum over examples of factor x|^2 over `length` elements. @param stride from one example to the next. @param factors float64, one an example. */
export function squareOfSum(x: i32, batch: i32, length: i32, stride: i32, factors: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const whole = length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let first = f64x2.splat(0);
    let second = f64x2.splat(0);
    let at = x + 4 * i;
    for (let example = 0; example < batch; example++) {
      const values = v128.load(at);
      const factor = v128.load64_splat(factors + 8 * example);
      first = f64x2.add(first, f64x2.mul(factor, f64x2.promote_low_f32x4(values)));
      second = f64x2.add(second, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1))));
      at += 4 * stride;
    }
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const both = f64x2.add(low, high);
  let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (let i = whole; i < length; i++) {
    let sum: f64 = 0;
    for (let example = 0; example < batch; example++) {
      sum += load<f64>(factors + 8 * example) * <f64>load<f32>(x + 4 * (example * stride + i));
    }
    total += sum * sum;
  }
  return total;
}

/** How many elements lie beyond +-bound. */
export function countBeyond(x: i32, length: i32, bound: f32): i32 {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  const limit = f32x4.splat(bound);
  let beyond = i32x4.splat(0);
  while (x < whole) {
    // A comparison that holds is -1.
    beyond = i32x4.sub(beyond, f32x4.gt(f32x4.abs(v128.load(x)), limit));
    x += 16;
  }
  let total = i32x4.extract_lane(beyond, 0) + i32x4.extract_lane(beyond, 1);
  total += i32x4.extract_lane(beyond, 2) + i32x4.extract_lane(beyond, 3);
  while (x < end) {
    total += i32(abs(load<f32>(x)) > bound);
    x += 4;
  }
  return total;
}
