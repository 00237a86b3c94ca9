import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { ScaledDotProduct } from '../../src/simulation/operators/attention/scaled-dot-product.ts';
import { fillNormal } from '../../src/simulation/random/fill.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';

/** TensorFlow.js has no attention layer: its matrix products and softmax compute the same from eq. 1 of Vaswani et al. */

const SIZE = { batch: 2, queries: 5, keys: 7, heads: 3, keyValueHeads: 3, keyDim: 4, valueDim: 6 };

function drawn(name: string, ...shape: readonly number[]): Float32Array {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  fillNormal(values, 0, 1, streamFor('attention', name));
  return values;
}

/** [batch, positions, heads, features] to [batch, heads, positions, features]. */
function byHead(values: Float32Array, positions: number, features: number): tf.Tensor {
  return tf.tensor4d(values, [SIZE.batch, positions, SIZE.heads, features]).transpose([0, 2, 1, 3]);
}

describe('attention against TensorFlow.js', () => {
  it('is softmax(scale Q K^T) V for every head', () => {
    const { batch, queries, keys, heads, keyDim, valueDim } = SIZE;
    const [q, k, v] = [
      drawn('q', batch, queries, heads, keyDim),
      drawn('k', batch, keys, heads, keyDim),
      drawn('v', batch, keys, heads, valueDim),
    ];
    const output = new Float32Array(batch * queries * heads * valueDim);
    new ScaledDotProduct(SIZE).forward(0.5, q, k, v, output);
    const expected = tf.tidy(() => {
      const scores = byHead(q, queries, keyDim)
        .matMul(byHead(k, keys, keyDim), false, true)
        .mul(0.5);
      return scores
        .softmax()
        .matMul(byHead(v, keys, valueDim))
        .transpose([0, 2, 1, 3])
        .dataSync();
    });
    // Float32 on both sides: 1e-7 of sums of a few products.
    output.forEach((value, i) => {
      assert.ok(Math.abs(value - (expected[i] ?? Number.NaN)) < 2e-6, `element ${i}: ${value} for ${expected[i]}`);
    });
  });
});
