/**
 * exp of four float32 numbers to about one rounding, after Cephes (Moshier 1989, expf and tanhf): the argument is brought near
 * 0, where a polynomial is as good as float32.
 */

import { constant, multiplyAdd } from './constants';

/** Beyond -104 and 89 the result is 0 or infinite; ln 2 in two parts, the first of which times a small integer is exact. */
const REDUCTION = memory.data<f32>([-104, 89, 1.44269504088896341, 0.693359375, -2.12194440e-4]);
/** Coefficients from the highest power on, here and below. */
const EXPONENTIAL = memory.data<f32>([
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);
/** 1 / 7!, 1 / 6!, ... */
const SERIES = memory.data<f32>([
  0.0001984126984126984, 0.001388888888888889, 0.008333333333333333, 0.041666666666666664, 0.16666666666666666, 0.5,
]);
const TANH = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
]);
/** 1, 2, and from where on the other way is taken. */
const UNITS = memory.data<f32>([1, 2, -0.35, 0.625]);
/** The exponent's bias, and the sign. */
const WORDS = memory.data<i32>([127, i32.MIN_VALUE]);

export function exp4(x: v128): v128 {
  const clamped = f32x4.max(constant(REDUCTION, 0), f32x4.min(constant(REDUCTION, 1), x));
  const n = f32x4.nearest(f32x4.mul(clamped, constant(REDUCTION, 2)));
  let r = f32x4.sub(clamped, f32x4.mul(n, constant(REDUCTION, 3)));
  r = f32x4.sub(r, f32x4.mul(n, constant(REDUCTION, 4)));
  let p = multiplyAdd(constant(EXPONENTIAL, 0), r, constant(EXPONENTIAL, 1));
  p = multiplyAdd(p, r, constant(EXPONENTIAL, 2));
  p = multiplyAdd(p, r, constant(EXPONENTIAL, 3));
  p = multiplyAdd(p, r, constant(EXPONENTIAL, 4));
  p = multiplyAdd(p, r, constant(EXPONENTIAL, 5));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), constant(EXPONENTIAL, 6));
  // 2^n in two factors: n itself may be beyond the exponents of normal numbers.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const result = f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
  // A number that is none stays so.
  return v128.bitselect(result, x, f32x4.eq(x, x));
}

function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, constant(WORDS, 0)), 23);
}

/** e^x - 1 without the cancellation near 0, for x <= 0. */
export function expMinusOne4(x: v128): v128 {
  // Near 0 the series, elsewhere the difference.
  let p = multiplyAdd(constant(SERIES, 0), x, constant(SERIES, 1));
  p = multiplyAdd(p, x, constant(SERIES, 2));
  p = multiplyAdd(p, x, constant(SERIES, 3));
  p = multiplyAdd(p, x, constant(SERIES, 4));
  p = multiplyAdd(p, x, constant(SERIES, 5));
  const series = multiplyAdd(f32x4.mul(x, x), p, x);
  const difference = f32x4.sub(exp4(x), constant(UNITS, 0));
  return v128.bitselect(series, difference, f32x4.gt(x, constant(UNITS, 2)));
}

export function sigmoid4(x: v128): v128 {
  const one = constant(UNITS, 0);
  return f32x4.div(one, f32x4.add(one, exp4(v128.xor(x, constant(WORDS, 1)))));
}

/** A polynomial near 0, 1 - 2 / (e^2x + 1) elsewhere. */
export function tanh4(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = multiplyAdd(constant(TANH, 0), z, constant(TANH, 1));
  p = multiplyAdd(p, z, constant(TANH, 2));
  p = multiplyAdd(p, z, constant(TANH, 3));
  p = multiplyAdd(p, z, constant(TANH, 4));
  const near = multiplyAdd(f32x4.mul(p, z), x, x);
  const size = f32x4.abs(x);
  const e = exp4(f32x4.add(size, size));
  const far = f32x4.sub(constant(UNITS, 0), f32x4.div(constant(UNITS, 1), f32x4.add(e, constant(UNITS, 0))));
  const signed = v128.or(far, v128.and(x, constant(WORDS, 1)));
  return v128.bitselect(near, signed, f32x4.lt(size, constant(UNITS, 3)));
}
