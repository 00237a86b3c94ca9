/** xoshiro128** 1.1 and the ziggurat, step by step as in random/xoshiro.ts: the same state gives the same numbers. */

const TO_UNIT: f64 = 1.0 / 4294967296.0;

/** The host's own: plain JavaScript gets the same numbers. */
declare function log(x: f64): f64;

/** Four words of state. */
let s0: i32 = 0;
let s1: i32 = 0;
let s2: i32 = 0;
let s3: i32 = 0;

function begin(state: i32): void {
  s0 = load<i32>(state);
  s1 = load<i32>(state, 4);
  s2 = load<i32>(state, 8);
  s3 = load<i32>(state, 12);
}

function end(state: i32): void {
  store<i32>(state, s0);
  store<i32>(state, s1, 4);
  store<i32>(state, s2, 8);
  store<i32>(state, s3, 12);
}

function bits(): u32 {
  const result = rotl<i32>(s1 * 5, 7) * 9;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = rotl<i32>(s3, 11);
  return <u32>result;
}

function uniform(): f64 {
  return (<f64>bits() + 0.5) * TO_UNIT;
}

/** Where the ziggurat's tables stand: 129 widths, 129 densities, 128 ratios, float64; and its tail's start. */
let widths: i32 = 0;
let densities: i32 = 0;
let ratios: i32 = 0;
let tailStart: f64 = 0;

export function useZiggurat(tables: i32, tail: f64): void {
  widths = tables;
  densities = tables + 8 * 129;
  ratios = tables + 16 * 129;
  tailStart = tail;
}

function normal(): f64 {
  const position = 2 * uniform() - 1;
  const layer = 8 * <i32>(bits() & 127);
  if (abs(position) < load<f64>(ratios + layer)) return position * load<f64>(widths + layer);
  return atEdge(position, layer);
}

/** Where a layer is not wholly under the density: rarely. */
function atEdge(position: f64, layer: i32): f64 {
  if (layer == 0) return tail(position < 0);
  const x = position * load<f64>(widths + layer);
  const low = load<f64>(densities + layer);
  const high = load<f64>(densities + layer, 8);
  return high + uniform() * (low - high) < exp(-0.5 * x * x) ? x : normal();
}

/**
 * e^x for -709 < x <= 0 to a rounding of float64: it only decides between two ways, so that the host's own function, which
 * plain JavaScript uses and which takes ten times as long to call, decides the same.
 */
function exp(x: f64): f64 {
  const n = nearest<f64>(x * 1.4426950408889634);
  const r = x - n * 6.93147180369123816490e-1 - n * 1.90821492927058770002e-10;
  let p: f64 = 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1;
  p = p * r + 1;
  return p * reinterpret<f64>((<i64>n + 1023) << 52);
}

function tail(negative: bool): f64 {
  let x: f64 = 0;
  let y: f64 = 0;
  do {
    x = log(uniform()) / tailStart;
    y = log(uniform());
  } while (-2 * y < x * x);
  return negative ? x - tailStart : tailStart - x;
}

/** The state's words live in locals: through globals a number takes three times as long. */
export function fillNormal(state: i32, target: i32, length: i32, mean: f64, stddev: f64): void {
  let a = load<i32>(state);
  let b = load<i32>(state, 4);
  let c = load<i32>(state, 8);
  let d = load<i32>(state, 12);
  const end = target + 4 * length;
  while (target < end) {
    const first = rotl<i32>(b * 5, 7) * 9;
    let shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotl<i32>(d, 11);
    const layer = 8 * ((rotl<i32>(b * 5, 7) * 9) & 127);
    shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotl<i32>(d, 11);
    // 2 u - 1 with u = (bits + 0.5) / 2^32, exactly: the sign bit turned, a signed number does.
    const position = (<f64>(first ^ i32.MIN_VALUE) + 0.5) * (2 * TO_UNIT);
    let z = position * load<f64>(widths + layer);
    if (abs(position) >= load<f64>(ratios + layer)) {
      s0 = a;
      s1 = b;
      s2 = c;
      s3 = d;
      z = atEdge(position, layer);
      a = s0;
      b = s1;
      c = s2;
      d = s3;
    }
    store<f32>(target, <f32>(mean + stddev * z));
    target += 4;
  }
  store<i32>(state, a);
  store<i32>(state, b, 4);
  store<i32>(state, c, 8);
  store<i32>(state, d, 12);
}

/**
 * Redrawn until within two standard deviations: what lies within moves up, and the rest is drawn again. The numbers are
 * those of drawing one after the other.
 */
export function fillTruncated(state: i32, target: i32, length: i32, mean: f64, stddev: f64): void {
  const end = target + 4 * length;
  let next = target;
  while (next < end) {
    fillNormal(state, next, (end - next) >> 2, 0, 1);
    let kept = next;
    for (let at = next; at < end; at += 4) {
      const z = load<f32>(at);
      store<f32>(kept, z);
      kept += 4 * i32(abs(z) <= 2);
    }
    next = kept;
  }
  for (let at = target; at < end; at += 4) store<f32>(at, <f32>(mean + stddev * <f64>load<f32>(at)));
}

export function fillUniform(state: i32, target: i32, length: i32, low: f64, range: f64): void {
  begin(state);
  for (let i = 0; i < length; i++) store<f32>(target + 4 * i, <f32>(low + range * uniform()));
  end(state);
}
