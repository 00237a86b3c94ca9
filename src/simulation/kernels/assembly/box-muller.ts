/** Normal numbers from random bits, step by step as in random/box-muller.ts, which says why. */

import { constant, multiplyAdd } from './constants';

const UNITS = memory.data<f32>([4.656612873077393e-10, 2.3283064365386963e-10, 3.65729529994141e-10, 1]);
const MINUS_TWO_LOG = memory.data<f32>([
  -2.000002145767212, 1.000017523765564, -0.6662712693214417, 0.4984067380428314, -0.4105088710784912,
  0.37147679924964905, -0.23315612971782684, -1.3862943649291992,
]);
const SINE = memory.data<f32>([0.9999985694885254, -0.16662472486495972, 0.008151506073772907]);
const COSINE = memory.data<f32>([1, -0.4999985694885254, 0.04165501520037651, -0.0013585779815912247]);
/** The bits of sqrt(1/2), and of the sign. */
const WORDS = memory.data<i32>([0x3f3504f3, i32.MIN_VALUE]);

/**
 * Eights of random words become eights of mean + stddev z, z independent and standard normal.
 * @param target int32 to float32, `length` of them, a multiple of 8.
 */
export function normalsFromBits(target: i32, length: i32, mean: f32, stddev: f32): void {
  const centre = f32x4.splat(mean);
  const scale = f32x4.splat(stddev);
  const end = target + 4 * length;
  while (target < end) {
    const angle = v128.load(target, 16);
    const radius = f32x4.mul(scale, radius4(v128.load(target)));
    const turn = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(angle, 2)), constant(UNITS, 2));
    const square = f32x4.mul(turn, turn);
    const sine = f32x4.mul(radius, f32x4.mul(turn, sine4(square)));
    const cosine = f32x4.mul(radius, cosine4(square));
    // The angle's first bit exchanges the two, its second turns both signs: the whole circle.
    const exchanged = v128.and(v128.xor(sine, cosine), i32x4.shr_s(angle, 31));
    const sign = v128.and(i32x4.shl(angle, 1), constant(WORDS, 1));
    v128.store(target, f32x4.add(centre, v128.xor(v128.xor(sine, exchanged), sign)));
    v128.store(target, f32x4.add(centre, v128.xor(v128.xor(cosine, exchanged), sign)), 16);
    target += 32;
  }
}

/** sqrt(-2 ln u). */
function radius4(bits: v128): v128 {
  const u = multiplyAdd(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 1)), constant(UNITS, 0), constant(UNITS, 1));
  const exponent = i32x4.shr_s(i32x4.sub(u, constant(WORDS, 0)), 23);
  const f = f32x4.sub(i32x4.sub(u, i32x4.shl(exponent, 23)), constant(UNITS, 3));
  const f2 = f32x4.mul(f, f);
  const p01 = multiplyAdd(constant(MINUS_TWO_LOG, 1), f, constant(MINUS_TWO_LOG, 0));
  const p23 = multiplyAdd(constant(MINUS_TWO_LOG, 3), f, constant(MINUS_TWO_LOG, 2));
  const p45 = multiplyAdd(constant(MINUS_TWO_LOG, 5), f, constant(MINUS_TWO_LOG, 4));
  const low = multiplyAdd(p23, f2, p01);
  const high = multiplyAdd(constant(MINUS_TWO_LOG, 6), f2, p45);
  const p = multiplyAdd(high, f32x4.mul(f2, f2), low);
  const whole = f32x4.mul(f32x4.convert_i32x4_s(exponent), constant(MINUS_TWO_LOG, 7));
  return f32x4.sqrt(multiplyAdd(f, p, whole));
}

/** sin x / x of x^2. */
function sine4(square: v128): v128 {
  return multiplyAdd(multiplyAdd(constant(SINE, 2), square, constant(SINE, 1)), square, constant(SINE, 0));
}

/** cos x of x^2. */
function cosine4(square: v128): v128 {
  const high = multiplyAdd(constant(COSINE, 3), square, constant(COSINE, 2));
  return multiplyAdd(multiplyAdd(high, square, constant(COSINE, 1)), square, constant(COSINE, 0));
}
