import type { Activation } from './activation.ts';
import { normalCumulative, normalDensity } from './error-function.ts';
import type { Expression } from './expression.ts';
import { expressionFunction } from './expression-function.ts';
import { SELU_ALPHA, SELU_SCALE } from './selu.ts';

/** An elementwise nonlinearity as numbers: f, f' and what an integral or a statistic over it has to know. */
export interface ScalarFunction {
  value(x: number): number;
  /** At a kink the frameworks' one-sided choice: relu'(0) = 0. */
  derivative(x: number): number;
  /** Where f or f' is not smooth, ascending. */
  readonly kinks: readonly number[];
  /**
   * |f'| below this counts as saturated: 1% of the largest slope of a sigmoid-shaped f; null for all others.
   * relu6 is not counted: its flat half below zero is a relu's normal state.
   */
  readonly saturationSlope: number | null;
}

const SATURATED = 0.01;

/** Null for what is not elementwise (softmax) or cannot be read. */
export function scalarFunction(activation: Activation): ScalarFunction | null {
  switch (activation.name) {
    case 'linear':
      return smooth(
        (x) => x,
        () => 1,
      );
    case 'relu':
      return leaky(0);
    case 'leakyRelu':
    case 'prelu':
      return leaky(activation.slope);
    case 'thresholdedRelu': {
      const { theta } = activation;
      return kinked(
        [theta],
        (x) => (x > theta ? x : 0),
        (x) => (x > theta ? 1 : 0),
      );
    }
    case 'relu6':
      return kinked(
        [0, 6],
        (x) => Math.min(6, Math.max(0, x)),
        (x) => (x > 0 && x < 6 ? 1 : 0),
      );
    case 'elu':
      return elu(activation.alpha, 1);
    case 'selu':
      return elu(SELU_ALPHA, SELU_SCALE);
    case 'exponential':
      return smooth(Math.exp, Math.exp);
    case 'softplus':
      return smooth(softplus, sigmoid);
    case 'sigmoid':
      return sigmoidal([], 0.25, sigmoid, (x) => sigmoid(x) * sigmoid(-x));
    case 'tanh':
      return sigmoidal([], 1, Math.tanh, (x) => 1 - Math.tanh(x) ** 2);
    case 'softsign':
      return sigmoidal(
        [0],
        1,
        (x) => x / (1 + Math.abs(x)),
        (x) => (1 + Math.abs(x)) ** -2,
      );
    case 'hardSigmoid': {
      const { slope } = activation;
      const edge = 0.5 / slope;
      return sigmoidal(
        [-edge, edge],
        slope,
        (x) => Math.min(1, Math.max(0, slope * x + 0.5)),
        (x) => (x > -edge && x < edge ? slope : 0),
      );
    }
    case 'gelu':
      return activation.approximate ? tanhGelu() : smooth(gelu, geluSlope);
    case 'silu':
      return smooth(
        (x) => x * sigmoid(x),
        (x) => sigmoid(x) * (1 + x * sigmoid(-x)),
      );
    case 'mish':
      return smooth((x) => x * Math.tanh(softplus(x)), mishSlope);
    case 'hardSwish':
      return kinked(
        [-3, 3],
        (x) => (x * Math.min(6, Math.max(0, x + 3))) / 6,
        (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6),
      );
    case 'custom':
      return custom(activation.expression);
    case 'softmax':
    case 'logSoftmax':
    case 'unknown':
      return null;
  }
}

/** Compiled once: a prediction asks for every layer's function several times. */
const compiled = new WeakMap<Expression, ScalarFunction>();

function custom(expression: Expression): ScalarFunction {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const made: ScalarFunction = { ...expressionFunction(expression), saturationSlope: null };
  compiled.set(expression, made);
  return made;
}

type Scalar = (x: number) => number;

function smooth(value: Scalar, derivative: Scalar): ScalarFunction {
  return { value, derivative, kinks: [], saturationSlope: null };
}

function kinked(kinks: readonly number[], value: Scalar, derivative: Scalar): ScalarFunction {
  return { value, derivative, kinks, saturationSlope: null };
}

function sigmoidal(kinks: readonly number[], maxSlope: number, value: Scalar, derivative: Scalar): ScalarFunction {
  return { value, derivative, kinks, saturationSlope: SATURATED * maxSlope };
}

function leaky(slope: number): ScalarFunction {
  return kinked(
    [0],
    (x) => (x > 0 ? x : slope * x),
    (x) => (x > 0 ? 1 : slope),
  );
}

function elu(alpha: number, scale: number): ScalarFunction {
  return kinked(
    [0],
    (x) => (x > 0 ? scale * x : scale * alpha * Math.expm1(x)),
    (x) => (x > 0 ? scale : scale * alpha * Math.exp(x)),
  );
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function gelu(x: number): number {
  return x * normalCumulative(x);
}

function geluSlope(x: number): number {
  return normalCumulative(x) + x * normalDensity(x);
}

/** Hendrycks & Gimpel 2016 (arXiv 1606.08415), section 2: 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))). */
function tanhGelu(): ScalarFunction {
  const scale = Math.sqrt(2 / Math.PI);
  const cubic = 0.044715;
  const inner = (x: number) => Math.tanh(scale * (x + cubic * x ** 3));
  return smooth(
    (x) => 0.5 * x * (1 + inner(x)),
    (x) => 0.5 * (1 + inner(x)) + 0.5 * x * (1 - inner(x) ** 2) * scale * (1 + 3 * cubic * x * x),
  );
}

/** Misra 2019 (arXiv 1908.08681), eq. 1, differentiated: t + x (1 - t^2) sigmoid(x), t = tanh(softplus(x)). */
function mishSlope(x: number): number {
  const t = Math.tanh(softplus(x));
  return t + x * (1 - t * t) * sigmoid(x);
}
