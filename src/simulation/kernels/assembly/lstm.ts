/**
 * One step of an LSTM between its products, for `rows` examples of `units` units, a multiple of 4. Gates i, f, c, o stand
 * side by side in rows of 4 units.
 */

/** c = f c_before + i g. @param gates activated. */
export function lstmCarry(gates: i32, before: i32, carried: i32, rows: i32, units: i32): void {
  const gate = 4 * units;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < gate; i += 16) {
      const kept = f32x4.mul(v128.load(gates + gate + i), v128.load(before + i));
      v128.store(carried + i, f32x4.add(kept, f32x4.mul(v128.load(gates + i), v128.load(gates + 2 * gate + i))));
    }
    gates += 4 * gate;
    before += gate;
    carried += gate;
  }
}

/** h = o tanh c. @param squashed tanh c. */
export function lstmEmit(gates: i32, squashed: i32, after: i32, rows: i32, units: i32): void {
  const gate = 4 * units;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < gate; i += 16) {
      v128.store(after + i, f32x4.mul(v128.load(gates + 3 * gate + i), v128.load(squashed + i)));
    }
    gates += 4 * gate;
    squashed += gate;
    after += gate;
  }
}

/**
 * The way back. @param gates activated, `slopes` their slopes. @param squashed tanh c and `steep` its slope.
 * @param dh gradient of h; `dc` that of c, which becomes that of the c before. @param sums receives the sums' gradient.
 */
export function lstmBack(
  gates: i32,
  slopes: i32,
  before: i32,
  squashed: i32,
  steep: i32,
  dh: i32,
  dc: i32,
  sums: i32,
  rows: i32,
  units: i32,
): void {
  const gate = 4 * units;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < gate; i += 16) {
      const h = v128.load(dh + i);
      const output = v128.load(gates + 3 * gate + i);
      const c = f32x4.add(v128.load(dc + i), f32x4.mul(f32x4.mul(h, output), v128.load(steep + i)));
      const ofOutput = f32x4.mul(f32x4.mul(h, v128.load(squashed + i)), v128.load(slopes + 3 * gate + i));
      const ofInput = f32x4.mul(f32x4.mul(c, v128.load(gates + 2 * gate + i)), v128.load(slopes + i));
      const ofCandidate = f32x4.mul(f32x4.mul(c, v128.load(gates + i)), v128.load(slopes + 2 * gate + i));
      const ofForget = f32x4.mul(f32x4.mul(c, v128.load(before + i)), v128.load(slopes + gate + i));
      v128.store(sums + i, ofInput);
      v128.store(sums + gate + i, ofForget);
      v128.store(sums + 2 * gate + i, ofCandidate);
      v128.store(sums + 3 * gate + i, ofOutput);
      v128.store(dc + i, f32x4.mul(c, v128.load(gates + gate + i)));
    }
    gates += 4 * gate;
    slopes += 4 * gate;
    sums += 4 * gate;
    before += gate;
    squashed += gate;
    steep += gate;
    dh += gate;
    dc += gate;
  }
}
