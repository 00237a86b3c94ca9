import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { Activation } from '../../src/model/activation.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import { trainableModel } from '../../webview/worker/training/trainable-model.ts';
import { sequential } from '../builders/graph.ts';
import { activation } from '../builders/layers.ts';

/** Away from kinks, where either side's slope would do. */
const POINTS = [-7.1, -3.3, -1.2, -0.4, 0.3, 0.9, 2.2, 4.4, 7.7];

const ACTIVATIONS: readonly Activation[] = [
  { name: 'relu' },
  { name: 'relu6' },
  { name: 'selu' },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'softplus' },
  { name: 'softsign' },
  { name: 'mish' },
  { name: 'silu' },
  { name: 'hardSwish' },
  { name: 'exponential' },
  { name: 'leakyRelu', slope: 0.2 },
  { name: 'elu', alpha: 1 },
  { name: 'elu', alpha: 0.5 },
  { name: 'thresholdedRelu', theta: 0.5 },
  { name: 'hardSigmoid', slope: 0.2 },
  { name: 'hardSigmoid', slope: 1 / 6 },
  { name: 'gelu', approximate: false },
  { name: 'gelu', approximate: true },
  // x * sigmoid(1.7 x) where x > -1, else -0.2.
  {
    name: 'custom',
    written: 'my_own',
    expression: {
      op: 'choose',
      left: { op: 'x' },
      right: { op: 'number', value: -1 },
      above: {
        op: 'multiply',
        left: { op: 'x' },
        right: { op: 'sigmoid', of: { op: 'multiply', left: { op: 'number', value: 1.7 }, right: { op: 'x' } } },
      },
      below: { op: 'number', value: -0.2 },
    },
  },
];

describe("activations as training's layers compute them", () => {
  before(() => tf.setBackend('cpu'));

  for (const own of ACTIVATIONS) {
    it(JSON.stringify(own), async () => {
      const model = await trainableModel(sequential([POINTS.length], [activation(own)]), 1);
      const x = tf.tensor([POINTS]);
      const apply = (input: tf.Tensor) => {
        const output = model.apply(input);
        assert.ok(output instanceof tf.Tensor);
        return output;
      };
      const values = Array.from(apply(x).dataSync());
      const slopes = Array.from(tf.grad(apply)(x).dataSync());
      const expected = scalarFunction(own);
      POINTS.forEach((point, i) => {
        const [value, slope] = [expected?.value(point) ?? Number.NaN, expected?.derivative(point) ?? Number.NaN];
        // float32, and TensorFlow.js's erf is good to 1.5e-7 only.
        assert.ok(
          Math.abs((values[i] ?? Number.NaN) - value) < 2e-6 * (1 + Math.abs(value)),
          `f(${point}): ${values[i]}, not ${value}`,
        );
        assert.ok(
          Math.abs((slopes[i] ?? Number.NaN) - slope) < 2e-6 * (1 + Math.abs(slope)),
          `f'(${point}): ${slopes[i]}, not ${slope}`,
        );
      });
      model.dispose();
      x.dispose();
    });
  }
});
