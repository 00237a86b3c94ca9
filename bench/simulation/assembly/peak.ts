/** As many multiplications and additions as the machine can do on vectors of four in registers. @param at 16 floats. */
export function peak(times: i32, at: i32): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  const a = v128.load(at);
  const b = v128.load(at, 16);
  for (let i = 0; i < times; i++) {
    // Loads keep the products from being taken out of the loop.
    const x = v128.load32_splat(at, 32);
    const y = v128.load32_splat(at, 48);
    s0 = f32x4.add(s0, f32x4.mul(a, x));
    s1 = f32x4.add(s1, f32x4.mul(b, x));
    s2 = f32x4.add(s2, f32x4.mul(a, y));
    s3 = f32x4.add(s3, f32x4.mul(b, y));
    s4 = f32x4.add(s4, f32x4.mul(a, y));
    s5 = f32x4.add(s5, f32x4.mul(b, y));
    s6 = f32x4.add(s6, f32x4.mul(a, x));
    s7 = f32x4.add(s7, f32x4.mul(b, x));
  }
  const low = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  v128.store(at, f32x4.add(low, f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7))));
}
