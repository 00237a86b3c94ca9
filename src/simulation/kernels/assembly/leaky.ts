/** y = x above zero, slope x elsewhere: relu and its kin. */

export function leaky(x: i32, y: i32, length: i32, slope: f32): void {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  const zero = f32x4.splat(0);
  const factor = f32x4.splat(slope);
  while (x < whole) {
    const value = v128.load(x);
    v128.store(y, v128.bitselect(value, f32x4.mul(value, factor), f32x4.gt(value, zero)));
    x += 16;
    y += 16;
  }
  while (x < end) {
    const value = load<f32>(x);
    store<f32>(y, value > 0 ? value : value * slope);
    x += 4;
    y += 4;
  }
}

/** dx += dy f'(x). */
export function leakyBack(x: i32, dy: i32, dx: i32, length: i32, slope: f32): void {
  const end = x + 4 * length;
  const whole = x + 4 * (length & ~3);
  const zero = f32x4.splat(0);
  const factor = f32x4.splat(slope);
  while (x < whole) {
    const gradient = v128.load(dy);
    const passed = v128.bitselect(gradient, f32x4.mul(gradient, factor), f32x4.gt(v128.load(x), zero));
    v128.store(dx, f32x4.add(v128.load(dx), passed));
    x += 16;
    dy += 16;
    dx += 16;
  }
  while (x < end) {
    const gradient = load<f32>(dy);
    store<f32>(dx, load<f32>(dx) + (load<f32>(x) > 0 ? gradient : gradient * slope));
    x += 4;
    dy += 4;
    dx += 4;
  }
}
