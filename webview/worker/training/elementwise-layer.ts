import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { Activation } from '../../../src/model/activation.ts';
import type { BinaryName, Expression, UnaryName } from '../../../src/model/expression.ts';
import { isActivation } from '../../../src/protocol/graph-guard.ts';
import { isString } from '../../../src/protocol/guard.ts';
import { ELEMENTWISE } from './rebuild/activation.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;

/** An activation that none of TensorFlow.js's layers computes, in its differentiable operations. */
class Elementwise extends layers.Layer {
  static readonly className = ELEMENTWISE;
  readonly #apply: Unary;

  constructor(config: ConstructorParameters<typeof layers.Layer>[0] & { readonly activation?: unknown }) {
    super(config ?? {});
    const activation: unknown = isString(config?.activation) ? JSON.parse(config.activation) : null;
    if (!isActivation(activation)) throw new TypeError('An elementwise layer was given no activation.');
    this.#apply = functionOf(activation);
  }

  override computeOutputShape(shape: Parameters<layers.Layer['computeOutputShape']>[0]) {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (x === undefined) throw new TypeError('An elementwise layer has one input.');
    return tf.tidy(() => this.#apply(x));
  }
}

/** Makes the layer known to TensorFlow.js, so that a model as data may name it. */
export function registerElementwise(): void {
  tf.serialization.registerClass(Elementwise);
}

function functionOf(activation: Activation): Unary {
  switch (activation.name) {
    case 'leakyRelu':
    case 'prelu':
      return (x) => tf.leakyRelu(x, activation.slope);
    case 'elu':
      return (x) => tf.where(tf.greater(x, 0), x, tf.mul(activation.alpha, tf.expm1(tf.minimum(x, 0))));
    case 'thresholdedRelu':
      return (x) => tf.mul(x, tf.cast(tf.greater(x, activation.theta), 'float32'));
    case 'hardSigmoid':
      return (x) => tf.clipByValue(tf.add(tf.mul(x, activation.slope), 0.5), 0, 1);
    case 'gelu':
      return tanhGelu;
    case 'hardSwish':
      return (x) => tf.mul(x, tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6));
    case 'exponential':
      return (x) => tf.exp(x);
    case 'custom':
      return (x) => evaluate(activation.expression, x);
    default:
      throw new TypeError(`${activation.name} is not computed here.`);
  }
}

/** Hendrycks & Gimpel 2016 (arXiv 1606.08415), section 2. */
function tanhGelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
  return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)));
}

function evaluate(expression: Expression, x: tf.Tensor): tf.Tensor {
  if (expression.op === 'x') return x;
  if (expression.op === 'number') return tf.fill(x.shape, expression.value);
  if ('of' in expression) return UNARY[expression.op](evaluate(expression.of, x));
  const [left, right] = [evaluate(expression.left, x), evaluate(expression.right, x)];
  if (!('above' in expression)) return BINARY[expression.op](left, right);
  return tf.where(tf.greater(left, right), evaluate(expression.above, x), evaluate(expression.below, x));
}

const UNARY: Readonly<Record<UnaryName, Unary>> = {
  negate: tf.neg,
  abs: tf.abs,
  sign: tf.sign,
  square: tf.square,
  sqrt: tf.sqrt,
  exp: tf.exp,
  expm1: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sin: tf.sin,
  cos: tf.cos,
  tanh: tf.tanh,
  atan: tf.atan,
  erf: tf.erf,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  relu: tf.relu,
  relu6: tf.relu6,
  elu: tf.elu,
  selu: tf.selu,
};

const BINARY: Readonly<Record<BinaryName, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  subtract: tf.sub,
  multiply: tf.mul,
  divide: tf.div,
  power: tf.pow,
  maximum: tf.maximum,
  minimum: tf.minimum,
};
