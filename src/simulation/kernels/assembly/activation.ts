import { exp4, expMinusOne4, sigmoid4, tanh4 } from './exponential';

/** Kinds of functions, as arithmetic/function.ts numbers them; p and q are what they depend on. */
const SIGMOID: i32 = 0;
const TANH: i32 = 1;
const SILU: i32 = 2;
/** q (x above zero, p (e^x - 1) below). */
const ELU: i32 = 3;
const GELU_TANH: i32 = 4;
/** p x + 0.5 within 0 and 1. */
const HARD_SIGMOID: i32 = 5;
/** x above zero, p x below. */
const LEAKY: i32 = 6;
const EXPONENTIAL: i32 = 7;
const RELU6: i32 = 8;

const GELU_SCALE: f32 = 0.7978845608028654;
const GELU_CUBIC: f32 = 0.044715;

function value4(kind: i32, p: v128, q: v128, x: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (kind) {
    case SIGMOID:
      return sigmoid4(x);
    case TANH:
      return tanh4(x);
    case SILU:
      return f32x4.mul(x, sigmoid4(x));
    case ELU: {
      const below = f32x4.mul(p, expMinusOne4(f32x4.min(x, zero)));
      return f32x4.mul(q, v128.bitselect(x, below, f32x4.gt(x, zero)));
    }
    case GELU_TANH:
      return f32x4.mul(f32x4.mul(f32x4.splat(0.5), x), f32x4.add(one, geluInner(x)));
    case HARD_SIGMOID:
      return f32x4.min(one, f32x4.max(zero, f32x4.add(f32x4.mul(p, x), f32x4.splat(0.5))));
    case LEAKY:
      return v128.bitselect(x, f32x4.mul(p, x), f32x4.gt(x, zero));
    case EXPONENTIAL:
      return exp4(x);
    case RELU6:
      return f32x4.min(f32x4.splat(6), f32x4.max(zero, x));
    default:
      return x;
  }
}

function slope4(kind: i32, p: v128, q: v128, x: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  switch (kind) {
    case SIGMOID: {
      const s = sigmoid4(x);
      return f32x4.mul(s, sigmoid4(f32x4.neg(x)));
    }
    case TANH: {
      const t = tanh4(x);
      return f32x4.sub(one, f32x4.mul(t, t));
    }
    case SILU: {
      const s = sigmoid4(x);
      return f32x4.mul(s, f32x4.add(one, f32x4.mul(x, sigmoid4(f32x4.neg(x)))));
    }
    case ELU: {
      const below = f32x4.mul(p, exp4(f32x4.min(x, zero)));
      return f32x4.mul(q, v128.bitselect(one, below, f32x4.gt(x, zero)));
    }
    case GELU_TANH: {
      const t = geluInner(x);
      const cubic = f32x4.mul(f32x4.splat(3 * GELU_CUBIC), f32x4.mul(x, x));
      const inner = f32x4.mul(f32x4.splat(GELU_SCALE), f32x4.add(one, cubic));
      const steep = f32x4.mul(f32x4.mul(x, f32x4.sub(one, f32x4.mul(t, t))), inner);
      return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(one, t), steep));
    }
    case HARD_SIGMOID: {
      const edge = f32x4.div(f32x4.splat(0.5), p);
      return v128.and(p, f32x4.lt(f32x4.abs(x), edge));
    }
    case LEAKY:
      return v128.bitselect(one, p, f32x4.gt(x, zero));
    case EXPONENTIAL:
      return exp4(x);
    case RELU6:
      return v128.and(one, v128.and(f32x4.gt(x, zero), f32x4.lt(x, f32x4.splat(6))));
    default:
      return one;
  }
}

function geluInner(x: v128): v128 {
  const cube = f32x4.mul(f32x4.splat(GELU_CUBIC), f32x4.mul(x, f32x4.mul(x, x)));
  return tanh4(f32x4.mul(f32x4.splat(GELU_SCALE), f32x4.add(x, cube)));
}

/** The last, incomplete vector of a row: `count` elements, the others zero. */
function loadPart(at: i32, count: i32): v128 {
  let values = f32x4.splat(0);
  if (count > 0) values = f32x4.replace_lane(values, 0, load<f32>(at));
  if (count > 1) values = f32x4.replace_lane(values, 1, load<f32>(at, 4));
  if (count > 2) values = f32x4.replace_lane(values, 2, load<f32>(at, 8));
  return values;
}

function storePart(values: v128, at: i32, count: i32): void {
  if (count > 0) store<f32>(at, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(values, 2), 8);
}

/** y = f(x) for a part of every row: `width` elements of rows that are `stride` long in both. */
export function activate(kind: i32, p: f32, q: f32, x: i32, y: i32, rows: i32, stride: i32, width: i32): void {
  const first = f32x4.splat(p);
  const second = f32x4.splat(q);
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < whole; i += 4) v128.store(y + 4 * i, value4(kind, first, second, v128.load(x + 4 * i)));
    if (whole < width) {
      const rest = value4(kind, first, second, loadPart(x + 4 * whole, width - whole));
      storePart(rest, y + 4 * whole, width - whole);
    }
    x += 4 * stride;
    y += 4 * stride;
  }
}

/** y = f'(x), as `activate`. */
export function slopes(kind: i32, p: f32, q: f32, x: i32, y: i32, rows: i32, stride: i32, width: i32): void {
  const first = f32x4.splat(p);
  const second = f32x4.splat(q);
  const whole = width & ~3;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < whole; i += 4) v128.store(y + 4 * i, slope4(kind, first, second, v128.load(x + 4 * i)));
    if (whole < width) {
      const rest = slope4(kind, first, second, loadPart(x + 4 * whole, width - whole));
      storePart(rest, y + 4 * whole, width - whole);
    }
    x += 4 * stride;
    y += 4 * stride;
  }
}

/** dx += dy f'(x). */
export function activateBack(kind: i32, p: f32, q: f32, x: i32, dy: i32, dx: i32, length: i32): void {
  const first = f32x4.splat(p);
  const second = f32x4.splat(q);
  const whole = length & ~3;
  for (let i = 0; i < 4 * whole; i += 16) {
    const slope = slope4(kind, first, second, v128.load(x + i));
    v128.store(dx + i, f32x4.add(v128.load(dx + i), f32x4.mul(v128.load(dy + i), slope)));
  }
  if (whole < length) {
    const at = 4 * whole;
    const count = length - whole;
    const slope = slope4(kind, first, second, loadPart(x + at, count));
    storePart(f32x4.add(loadPart(dx + at, count), f32x4.mul(loadPart(dy + at, count), slope)), dx + at, count);
  }
}
