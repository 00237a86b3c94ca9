/**
 * Every channel with one kernel of its own, channels last, for one example.
 * @param table input position of every tap of every output position, int32; -1 in the padding.
 */

/** Adds to the output. @param kernel taps x channels. */
export function depthwise(
  image: i32,
  table: i32,
  positions: i32,
  taps: i32,
  channels: i32,
  kernel: i32,
  output: i32,
): void {
  const row = 4 * channels;
  for (let p = 0; p < positions; p++) {
    for (let t = 0; t < taps; t++) {
      const position = load<i32>(table + 4 * (p * taps + t));
      if (position >= 0) addProduct(image + position * row, kernel + t * row, output, channels);
    }
    output += row;
  }
}

/** Adds to the image's gradient, and to the kernel's (float64). */
export function depthwiseBack(
  image: i32,
  table: i32,
  positions: i32,
  taps: i32,
  channels: i32,
  kernel: i32,
  outputGradient: i32,
  imageGradient: i32,
  kernelGradient: i32,
): void {
  const row = 4 * channels;
  for (let p = 0; p < positions; p++) {
    for (let t = 0; t < taps; t++) {
      const position = load<i32>(table + 4 * (p * taps + t));
      if (position < 0) continue;
      addProduct(outputGradient, kernel + t * row, imageGradient + position * row, channels);
      addWideProduct(outputGradient, image + position * row, kernelGradient + 2 * t * row, channels);
    }
    outputGradient += row;
  }
}

/** c += a b. */
function addProduct(a: i32, b: i32, c: i32, length: i32): void {
  const end = a + 4 * length;
  const whole = a + 4 * (length & ~3);
  while (a < whole) {
    v128.store(c, f32x4.add(v128.load(c), f32x4.mul(v128.load(a), v128.load(b))));
    a += 16;
    b += 16;
    c += 16;
  }
  while (a < end) {
    store<f32>(c, load<f32>(c) + load<f32>(a) * load<f32>(b));
    a += 4;
    b += 4;
    c += 4;
  }
}

/** c += a b with c in float64. */
function addWideProduct(a: i32, b: i32, c: i32, length: i32): void {
  const end = a + 4 * length;
  const whole = a + 4 * (length & ~3);
  while (a < whole) {
    const product = f32x4.mul(v128.load(a), v128.load(b));
    v128.store(c, f64x2.add(v128.load(c), f64x2.promote_low_f32x4(product)));
    const high = v128.shuffle<i64>(product, product, 1, 1);
    v128.store(c, f64x2.add(v128.load(c, 16), f64x2.promote_low_f32x4(high)), 16);
    a += 16;
    b += 16;
    c += 32;
  }
  while (a < end) {
    store<f64>(c, load<f64>(c) + <f64>(load<f32>(a) * load<f32>(b)));
    a += 4;
    b += 4;
    c += 8;
  }
}
