/** Normalisation of the columns (channels of a batch) or rows (single examples) of a row-major matrix; sums are float64. */

/** sums[c] += x. @param sums float64, one a column. */
export function addColumns(x: i32, rows: i32, width: i32, sums: i32): void {
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < whole; c += 4) {
      const values = v128.load(x + 4 * c);
      addWide(sums + 8 * c, f64x2.promote_low_f32x4(values), high(values));
    }
    for (let c = whole; c < width; c++) addOne(sums + 8 * c, <f64>load<f32>(x + 4 * c));
    x += 4 * width;
  }
}

/** sums[c] += (x - mean[c])^2. @param mean float64, as `sums`. */
export function addColumnSquares(x: i32, rows: i32, width: i32, mean: i32, sums: i32): void {
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < whole; c += 4) {
      const values = v128.load(x + 4 * c);
      const first = f64x2.sub(f64x2.promote_low_f32x4(values), v128.load(mean + 8 * c));
      const second = f64x2.sub(high(values), v128.load(mean + 8 * c, 16));
      addWide(sums + 8 * c, f64x2.mul(first, first), f64x2.mul(second, second));
    }
    for (let c = whole; c < width; c++) {
      const centred = <f64>load<f32>(x + 4 * c) - load<f64>(mean + 8 * c);
      addOne(sums + 8 * c, centred * centred);
    }
    x += 4 * width;
  }
}

/** y = (x - mean[c]) factor[c] + offset[c]; float32, one a column. */
export function scaleColumns(x: i32, y: i32, rows: i32, width: i32, mean: i32, factor: i32, offset: i32): void {
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < 4 * whole; c += 16) {
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      v128.store(y + c, f32x4.add(f32x4.mul(centred, v128.load(factor + c)), v128.load(offset + c)));
    }
    for (let c = 4 * whole; c < 4 * width; c += 4) {
      const centred = load<f32>(x + c) - load<f32>(mean + c);
      store<f32>(y + c, centred * load<f32>(factor + c) + load<f32>(offset + c));
    }
    x += 4 * width;
    y += 4 * width;
  }
}

/** sums[c] += dy, along[c] += dy (x - mean[c]). @param mean float32, the sums float64. */
export function addColumnProducts(x: i32, dy: i32, rows: i32, width: i32, mean: i32, sums: i32, along: i32): void {
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < whole; c += 4) {
      const gradient = v128.load(dy + 4 * c);
      const centred = f32x4.sub(v128.load(x + 4 * c), v128.load(mean + 4 * c));
      const low = f64x2.promote_low_f32x4(gradient);
      const top = high(gradient);
      addWide(sums + 8 * c, low, top);
      addWide(along + 8 * c, f64x2.mul(low, f64x2.promote_low_f32x4(centred)), f64x2.mul(top, high(centred)));
    }
    for (let c = whole; c < width; c++) {
      const gradient = <f64>load<f32>(dy + 4 * c);
      addOne(sums + 8 * c, gradient);
      addOne(along + 8 * c, gradient * <f64>(load<f32>(x + 4 * c) - load<f32>(mean + 4 * c)));
    }
    x += 4 * width;
    dy += 4 * width;
  }
}

/** dx += direct[c] dy + along[c] (x - mean[c]) + shift[c]; float32, one a column. */
export function addColumnsBack(
  x: i32,
  dy: i32,
  dx: i32,
  rows: i32,
  width: i32,
  mean: i32,
  direct: i32,
  along: i32,
  shift: i32,
): void {
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < 4 * whole; c += 16) {
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      let passed = f32x4.mul(v128.load(direct + c), v128.load(dy + c));
      passed = f32x4.add(f32x4.add(passed, f32x4.mul(v128.load(along + c), centred)), v128.load(shift + c));
      v128.store(dx + c, f32x4.add(v128.load(dx + c), passed));
    }
    for (let c = 4 * whole; c < 4 * width; c += 4) {
      const centred = load<f32>(x + c) - load<f32>(mean + c);
      const passed = load<f32>(direct + c) * load<f32>(dy + c) + load<f32>(along + c) * centred + load<f32>(shift + c);
      store<f32>(dx + c, load<f32>(dx + c) + passed);
    }
    x += 4 * width;
    dy += 4 * width;
    dx += 4 * width;
  }
}

function high(values: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1));
}

function addWide(at: i32, low: v128, top: v128): void {
  v128.store(at, f64x2.add(v128.load(at), low));
  v128.store(at, f64x2.add(v128.load(at, 16), top), 16);
}

function addOne(at: i32, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

/** Every row by its own mean and variance: y = (x - mean) inverse gamma[c] + beta[c]. @param mean and `inverse` float64, one a row. */
export function normalizeRows(
  x: i32,
  y: i32,
  rows: i32,
  width: i32,
  epsilon: f64,
  gamma: i32,
  beta: i32,
  mean: i32,
  inverse: i32,
): void {
  for (let row = 0; row < rows; row++) {
    let sum: f64 = 0;
    for (let c = 0; c < 4 * width; c += 4) sum += <f64>load<f32>(x + c);
    const centre = sum / <f64>width;
    let squares: f64 = 0;
    for (let c = 0; c < 4 * width; c += 4) {
      const centred = <f64>load<f32>(x + c) - centre;
      squares += centred * centred;
    }
    const factor = 1 / sqrt(squares / <f64>width + epsilon);
    for (let c = 0; c < 4 * width; c += 4) {
      const normalized = (<f64>load<f32>(x + c) - centre) * factor;
      store<f32>(y + c, <f32>(<f64>load<f32>(gamma + c) * normalized + <f64>load<f32>(beta + c)));
    }
    store<f64>(mean + 8 * row, centre);
    store<f64>(inverse + 8 * row, factor);
    x += 4 * width;
    y += 4 * width;
  }
}

export function normalizeRowsBack(
  x: i32,
  dy: i32,
  dx: i32,
  rows: i32,
  width: i32,
  gamma: i32,
  mean: i32,
  inverse: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const centre = load<f64>(mean + 8 * row);
    const factor = load<f64>(inverse + 8 * row);
    let sum: f64 = 0;
    let along: f64 = 0;
    for (let c = 0; c < 4 * width; c += 4) {
      const gradient = <f64>load<f32>(gamma + c) * <f64>load<f32>(dy + c);
      sum += gradient;
      along += gradient * (<f64>load<f32>(x + c) - centre);
    }
    sum /= <f64>width;
    along *= (factor * factor) / <f64>width;
    for (let c = 0; c < 4 * width; c += 4) {
      const gradient = <f64>load<f32>(gamma + c) * <f64>load<f32>(dy + c);
      const passed = factor * (gradient - sum - along * (<f64>load<f32>(x + c) - centre));
      store<f32>(dx + c, load<f32>(dx + c) + <f32>passed);
    }
    x += 4 * width;
    dy += 4 * width;
    dx += 4 * width;
  }
}
