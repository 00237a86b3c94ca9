import { normalCumulative } from './error-function.ts';
import { type BinaryName, constant, type Expression, isConstant, operands, type UnaryName } from './expression.ts';
import { SELU_ALPHA, SELU_SCALE } from './selu.ts';

/** A value with its derivative: forward-mode differentiation (Wengert 1964). */
interface Dual {
  readonly value: number;
  readonly slope: number;
}

type Evaluate = (x: number) => Dual;

/** f, f' and where one of them jumps, of an expression. */
export interface ExpressionFunction {
  value(x: number): number;
  derivative(x: number): number;
  /** Ascending. */
  readonly kinks: readonly number[];
}

export function expressionFunction(expression: Expression): ExpressionFunction {
  const evaluate = compile(expression);
  return {
    value: (x) => evaluate(x).value,
    derivative: (x) => evaluate(x).slope,
    kinks: kinksOf(expression),
  };
}

function compile(expression: Expression): Evaluate {
  if ('of' in expression) {
    const of = compile(expression.of);
    const outer = UNARY[expression.op];
    return (x) => {
      const inner = of(x);
      const { value, slope } = outer(inner.value);
      // What is cut off does not pass an infinite slope on.
      return { value, slope: slope === 0 || inner.slope === 0 ? 0 : slope * inner.slope };
    };
  }
  if ('above' in expression) {
    const [left, right] = [compile(expression.left), compile(expression.right)];
    const [above, below] = [compile(expression.above), compile(expression.below)];
    return (x) => (left(x).value > right(x).value ? above(x) : below(x));
  }
  if ('left' in expression) {
    const [left, right] = [compile(expression.left), compile(expression.right)];
    const join = BINARY[expression.op];
    return (x) => join(left(x), right(x));
  }
  const known = expression.op === 'number' ? { value: expression.value, slope: 0 } : null;
  return (x) => known ?? { value: x, slope: 1 };
}

/** Value and slope at a number. */
const UNARY: Readonly<Record<UnaryName, (x: number) => Dual>> = {
  negate: (x) => ({ value: -x, slope: -1 }),
  abs: (x) => ({ value: Math.abs(x), slope: Math.sign(x) }),
  sign: (x) => ({ value: Math.sign(x), slope: 0 }),
  square: (x) => ({ value: x * x, slope: 2 * x }),
  sqrt: (x) => ({ value: Math.sqrt(x), slope: 0.5 / Math.sqrt(x) }),
  exp: (x) => ({ value: Math.exp(x), slope: Math.exp(x) }),
  expm1: (x) => ({ value: Math.expm1(x), slope: Math.exp(x) }),
  log: (x) => ({ value: Math.log(x), slope: 1 / x }),
  log1p: (x) => ({ value: Math.log1p(x), slope: 1 / (1 + x) }),
  sin: (x) => ({ value: Math.sin(x), slope: Math.cos(x) }),
  cos: (x) => ({ value: Math.cos(x), slope: -Math.sin(x) }),
  tanh: (x) => ({ value: Math.tanh(x), slope: 1 - Math.tanh(x) ** 2 }),
  atan: (x) => ({ value: Math.atan(x), slope: 1 / (1 + x * x) }),
  erf: (x) => ({
    value: 2 * normalCumulative(x * Math.SQRT2) - 1,
    slope: (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x),
  }),
  sigmoid: (x) => ({ value: sigmoid(x), slope: sigmoid(x) * sigmoid(-x) }),
  softplus: (x) => ({ value: Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), slope: sigmoid(x) }),
  relu: (x) => ({ value: Math.max(0, x), slope: x > 0 ? 1 : 0 }),
  relu6: (x) => ({ value: Math.min(6, Math.max(0, x)), slope: x > 0 && x < 6 ? 1 : 0 }),
  elu: (x) => (x > 0 ? { value: x, slope: 1 } : { value: Math.expm1(x), slope: Math.exp(x) }),
  selu: (x) =>
    x > 0
      ? { value: SELU_SCALE * x, slope: SELU_SCALE }
      : { value: SELU_SCALE * SELU_ALPHA * Math.expm1(x), slope: SELU_SCALE * SELU_ALPHA * Math.exp(x) },
};

const BINARY: Readonly<Record<BinaryName, (a: Dual, b: Dual) => Dual>> = {
  add: (a, b) => ({ value: a.value + b.value, slope: a.slope + b.slope }),
  subtract: (a, b) => ({ value: a.value - b.value, slope: a.slope - b.slope }),
  multiply: (a, b) => ({
    value: product(a.value, b.value),
    slope: product(a.slope, b.value) + product(a.value, b.slope),
  }),
  divide: (a, b) => ({ value: a.value / b.value, slope: (a.slope - (a.value / b.value) * b.slope) / b.value }),
  power: (a, b) => {
    const value = a.value ** b.value;
    const byBase = a.slope === 0 ? 0 : b.value * a.value ** (b.value - 1) * a.slope;
    return { value, slope: byBase + (b.slope === 0 ? 0 : value * Math.log(a.value) * b.slope) };
  },
  maximum: (a, b) => (a.value >= b.value ? a : b),
  minimum: (a, b) => (a.value <= b.value ? a : b),
};

/** 0 times what overflows is 0: e^x sigmoid(-x) has a limit where its factors have none. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Inner values at which an operation's value or slope jumps. */
const THRESHOLDS: Partial<Readonly<Record<UnaryName, readonly number[]>>> = {
  abs: [0],
  sign: [0],
  relu: [0],
  relu6: [0, 6],
  elu: [0],
  selu: [0],
};

/** Kinks are looked for where an activation's argument lies, at places this far apart. */
const REACH = 64;
const STEP = 1 / 16;
const MOST_KINKS = 32;

/** Where the inner value of an operation crosses its threshold, by changes of sign and bisection. */
function kinksOf(expression: Expression): number[] {
  const found = new Set<number>();
  for (const crossing of crossings(expression)) {
    const difference = compile(crossing);
    for (const root of rootsOf((x) => difference(x).value)) {
      if (found.size < MOST_KINKS) found.add(root);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Expressions that are 0 at the kinks. */
function crossings(expression: Expression): Expression[] {
  const inner = operands(expression).flatMap(crossings);
  if ('of' in expression) {
    const { op, of } = expression;
    if (isConstant(of)) return inner;
    const own = (THRESHOLDS[op] ?? []).map(
      (threshold): Expression => ({ op: 'subtract', left: of, right: constant(threshold) }),
    );
    return [...inner, ...own];
  }
  const switches = expression.op === 'maximum' || expression.op === 'minimum' || expression.op === 'choose';
  if (!switches) return inner;
  return [...inner, { op: 'subtract', left: expression.left, right: expression.right }];
}

function rootsOf(f: (x: number) => number): number[] {
  const roots: number[] = [];
  let before = f(-REACH);
  for (let x = -REACH + STEP; x <= REACH; x += STEP) {
    const at = f(x);
    if (at === 0 && before !== 0) roots.push(x);
    else if (before * at < 0) roots.push(bisect(f, x - STEP, x));
    before = at;
  }
  return roots;
}

function bisect(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const sign = Math.sign(f(low));
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (Math.sign(f(middle)) === sign) low = middle;
    else high = middle;
  }
  return high;
}
