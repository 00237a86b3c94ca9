import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { type ScalarFunction, scalarFunction } from '../../../src/model/activation-function.ts';
import { isActivation } from '../../../src/protocol/graph-guard.ts';
import { isString } from '../../../src/protocol/guard.ts';
import { ELEMENTWISE } from './rebuild/activation.ts';

/** An activation that none of TensorFlow.js's layers computes: the function and its slope as theory and simulation have them. */
class Elementwise extends layers.Layer {
  static readonly className = ELEMENTWISE;
  readonly #apply: (x: tf.Tensor) => tf.Tensor;

  constructor(config: ConstructorParameters<typeof layers.Layer>[0] & { readonly activation?: unknown }) {
    super(config ?? {});
    const activation: unknown = isString(config?.activation) ? JSON.parse(config.activation) : null;
    const f = isActivation(activation) ? scalarFunction(activation) : null;
    if (f === null) throw new TypeError('An elementwise layer was given no elementwise activation.');
    this.#apply = differentiable(f);
  }

  override computeOutputShape(shape: Parameters<layers.Layer['computeOutputShape']>[0]) {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (x === undefined) throw new TypeError('An elementwise layer has one input.');
    return this.#apply(x);
  }
}

/** Makes the layer known to TensorFlow.js, so that a model as data may name it. */
export function registerElementwise(): void {
  tf.serialization.registerClass(Elementwise);
}

function differentiable({ value, derivative }: ScalarFunction): (x: tf.Tensor) => tf.Tensor {
  return tf.customGrad((x, save) => {
    if (!(x instanceof tf.Tensor) || typeof save !== 'function')
      throw new TypeError('An elementwise function takes a tensor.');
    save([x]);
    return {
      value: mapped(x, value),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, mapped(saved[0] ?? x, derivative)),
    };
  });
}

function mapped(x: tf.Tensor, f: (x: number) => number): tf.Tensor {
  const values = x.dataSync();
  return tf.tensor(
    Float32Array.from({ length: values.length }, (_, i) => f(values[i] ?? 0)),
    x.shape,
  );
}
