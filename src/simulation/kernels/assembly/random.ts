/**
 * Random elements from four xoshiro128** 1.1 generators side by side, in groups of eight: the same steps as in
 * random/elements.ts, so that the same state gives the same numbers bit by bit.
 */

import { normalsFromBits } from './box-muller';

/** x in [-1, 1] from 32 random bits as a signed number. */
const TO_UNIT: f32 = 1.0 / 2147483648.0;

/** Bytes of the four lanes' state: their first words, second, third, fourth. A group of eight may stand behind it. */
const STATE: i32 = 64;

/** mean + stddev z, z standard normal. @param lanes state and room for a group. @param target float32, `length` of them. */
export function fillNormal(lanes: i32, target: i32, length: i32, mean: f32, stddev: f32): void {
  const whole = length & ~7;
  fillBits(lanes, target, whole);
  normalsFromBits(target, whole, mean, stddev);
  if (whole == length) return;
  const group = lanes + STATE;
  fillBits(lanes, group, 8);
  normalsFromBits(group, 8, mean, stddev);
  memory.copy(target + 4 * whole, group, 4 * (length - whole));
}

/**
 * Redrawn until within two standard deviations: what lies within moves up, and as many as are missing are drawn after it.
 * As `fillNormal`.
 */
export function fillTruncated(lanes: i32, target: i32, length: i32, mean: f32, stddev: f32): void {
  const end = target + 4 * length;
  let next = target;
  while (next < end) {
    fillNormal(lanes, next, (end - next) >> 2, 0, 1);
    let kept = next;
    for (let at = next; at < end; at += 4) {
      const z = load<f32>(at);
      store<f32>(kept, z);
      kept += 4 * i32(abs(z) <= 2);
    }
    next = kept;
  }
  for (let at = target; at < end; at += 4) store<f32>(at, mean + stddev * load<f32>(at));
}

/** middle + half x with x uniform in [-1, 1]; as `fillNormal`. */
export function fillUniform(lanes: i32, target: i32, length: i32, middle: f32, half: f32): void {
  const whole = length & ~7;
  fillBits(lanes, target, whole);
  uniformsFromBits(target, whole, middle, half);
  if (whole == length) return;
  const group = lanes + STATE;
  fillBits(lanes, group, 8);
  uniformsFromBits(group, 8, middle, half);
  memory.copy(target + 4 * whole, group, 4 * (length - whole));
}

function uniformsFromBits(target: i32, length: i32, middle: f32, half: f32): void {
  const centre = f32x4.splat(middle);
  const scale = f32x4.splat(half * TO_UNIT);
  const end = target + 4 * length;
  while (target < end) {
    v128.store(target, f32x4.add(centre, f32x4.mul(scale, f32x4.convert_i32x4_s(v128.load(target)))));
    target += 16;
  }
}

/** The lanes' words in turn. @param length a multiple of 4. */
function fillBits(lanes: i32, target: i32, length: i32): void {
  let s0 = v128.load(lanes);
  let s1 = v128.load(lanes, 16);
  let s2 = v128.load(lanes, 32);
  let s3 = v128.load(lanes, 48);
  const end = target + 4 * length;
  while (target < end) {
    const five = i32x4.add(i32x4.shl(s1, 2), s1);
    const turned = v128.or(i32x4.shl(five, 7), i32x4.shr_u(five, 25));
    v128.store(target, i32x4.add(i32x4.shl(turned, 3), turned));
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = v128.or(i32x4.shl(s3, 11), i32x4.shr_u(s3, 21));
    target += 16;
  }
  v128.store(lanes, s0);
  v128.store(lanes, s1, 16);
  v128.store(lanes, s2, 32);
  v128.store(lanes, s3, 48);
}
