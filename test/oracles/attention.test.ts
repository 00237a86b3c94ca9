import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { createNetwork } from '../../src/simulation/network.ts';
import { ScaledDotProduct } from '../../src/simulation/operators/attention/scaled-dot-product.ts';
import { fillNormal } from '../../src/simulation/random/elements.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { finished } from '../../src/simulation/slices.ts';
import { additiveAttention, einsum } from '../builders/attention.ts';
import { graphOf, node, sequential } from '../builders/graph.ts';
import { input } from '../builders/layers.ts';
import { uniformElements } from './harness/uniform-elements.ts';

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
  before(() => tf.setBackend('cpu'));

  it('is softmax(scale Q K^T) V for every head', () => {
    const { batch, queries, keys, heads, keyDim, valueDim } = SIZE;
    const [q, k, v] = [
      drawn('q', batch, queries, heads, keyDim),
      drawn('k', batch, keys, heads, keyDim),
      drawn('v', batch, keys, heads, valueDim),
    ];
    const output = new Float32Array(batch * queries * heads * valueDim);
    finished(new ScaledDotProduct(SIZE).forward(0.5, q, k, v, output));
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

  it('weighs values by sums of tanh where it is additive', () => {
    const [queries, keys, features] = [4, 5, 3];
    const graph = graphOf([
      node('query', input([queries, features])),
      node('value', input([keys, features])),
      node(
        'attended',
        additiveAttention(() => ({ family: 'uniform', low: -1, high: 1 })),
        'query',
        'value',
      ),
    ]);
    const [query, value, attended] = finished(createNetwork(graph, SIZE.batch)).layers;
    assert.ok(query && value && attended?.operator);
    query.output.value.set(drawn('q', SIZE.batch, queries, features));
    value.output.value.set(drawn('v', SIZE.batch, keys, features));
    for (const _ of attended.operator.draw((role) => streamFor(role)) ?? []);
    for (const _ of attended.operator.forward() ?? []);
    const stream = streamFor('scale');
    const scale = uniformElements(features, stream);
    const expected = tf.tidy(() => {
      const q = tf.tensor4d(query.output.value.slice(), [SIZE.batch, queries, 1, features]);
      const k = tf.tensor4d(value.output.value.slice(), [SIZE.batch, 1, keys, features]);
      const scores = q.add(k).tanh().mul(tf.tensor1d(scale)).sum(-1);
      return scores
        .softmax()
        .matMul(k.reshape([SIZE.batch, keys, features]))
        .dataSync();
    });
    attended.output.value.forEach((element, i) => {
      assert.ok(Math.abs(element - (expected[i] ?? Number.NaN)) < 2e-6, `element ${i}: ${element} for ${expected[i]}`);
    });
  });

  it('sums along any axes as an einsum of the same equation', () => {
    for (const [equation, shape, kernelShape, output] of [
      ['abcd,dec->abe', [3, 4, 2], [2, 5, 4], [3, 5]],
      ['abcd,cde->aceb', [3, 4, 2], [4, 2, 5], [4, 5, 3]],
      ['abc,cd->abd', [3, 4], [4, 5], [3, 5]],
    ] as const) {
      const sketch = einsum(equation, kernelShape, output, { in: 8, out: 5 }, () => ({
        family: 'uniform',
        low: -1,
        high: 1,
      }));
      const [entering, layer] = finished(createNetwork(sequential(shape, [sketch]), SIZE.batch)).layers;
      assert.ok(entering && layer?.operator);
      entering.output.value.set(drawn(equation, SIZE.batch, ...shape));
      for (const _ of layer.operator.draw((role) => streamFor(role)) ?? []);
      for (const _ of layer.operator.forward() ?? []);
      const stream = streamFor('kernel');
      const kernel = uniformElements(
        kernelShape.reduce<number>((a, b) => a * b, 1),
        stream,
      );
      const expected = tf.tidy(() =>
        tf
          .einsum(
            equation,
            tf.tensor(entering.output.value.slice(), [SIZE.batch, ...shape]),
            tf.tensor(kernel, [...kernelShape]),
          )
          .dataSync(),
      );
      assert.equal(layer.output.value.length, expected.length);
      layer.output.value.forEach((element, i) => {
        assert.ok(
          Math.abs(element - (expected[i] ?? Number.NaN)) < 1e-5,
          `${equation} ${i}: ${element} for ${expected[i]}`,
        );
      });
    }
  });
});
