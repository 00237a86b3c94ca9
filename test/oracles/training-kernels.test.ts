import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { Adam } from '../../webview/worker/training/adam.ts';
import { BACKEND, useBackend } from '../../webview/worker/training/kernels/backend.ts';

/** What training computes faster, against TensorFlow.js's own kernels. */

type Run = () => tf.Tensor | tf.Tensor[];

function normal<R extends tf.Rank = tf.Rank>(key: string, shape: tf.ShapeMap[R]): tf.Tensor<R> {
  const random = streamFor('kernels', key);
  const length = shape.reduce((a: number, b: number) => a * b, 1);
  return tf.tensor<R>(
    Float32Array.from({ length }, () => random.normal()),
    shape,
  );
}

const image = () => normal<tf.Rank.R4>('image', [2, 9, 8, 3]);
const filter = () => normal<tf.Rank.R4>('filter', [3, 2, 3, 5]);

/** Of the sum of squares with respect to both, so that every gradient depends on values. */
function gradients<R extends tf.Rank>(
  f: (a: tf.Tensor<R>, b: tf.Tensor<R>) => tf.Tensor,
  a: tf.Tensor<R>,
  b: tf.Tensor<R>,
): tf.Tensor[] {
  const [x, y] = [tf.variable(a), tf.variable(b)];
  const { grads } = tf.variableGrads(() => tf.sum<tf.Scalar>(tf.square(f(x, y))), [x, y]);
  x.dispose();
  y.dispose();
  return [x, y].flatMap(({ name }) => grads[name] ?? []);
}

const CASES: Readonly<Record<string, Run>> = {
  'a product': () => tf.matMul(normal('a', [7, 5]), normal('b', [5, 6])),
  'a product with the first transposed': () => tf.matMul(normal('a', [5, 7]), normal('b', [5, 6]), true),
  'a product with the second transposed': () => tf.matMul(normal('a', [7, 5]), normal('b', [6, 5]), false, true),
  'a product with both transposed': () => tf.matMul(normal('a', [5, 7]), normal('b', [6, 5]), true, true),
  'products of a batch': () => tf.matMul(normal('a', [3, 2, 7, 5]), normal('b', [3, 2, 5, 6])),
  'products of which one is stretched': () => tf.matMul(normal('a', [1, 7, 5]), normal('b', [3, 5, 6])),
  'a product with a bias': () =>
    tf.fused.matMul({ a: normal('a', [7, 5]), b: normal('b', [5, 6]), bias: normal('bias', [6]) }),
  'a product with a bias and an activation': () =>
    tf.fused.matMul({ a: normal('a', [7, 5]), b: normal('b', [5, 6]), bias: normal('bias', [6]), activation: 'relu' }),
  "a product's gradients": () => gradients((a, b) => tf.matMul(a, b), normal('a', [7, 5]), normal('b', [5, 6])),
  'a convolution': () => tf.conv2d(image(), filter(), 1, 'valid'),
  'a convolution with padding and strides': () => tf.conv2d(image(), filter(), [2, 3], 'same'),
  'a convolution with gaps': () => tf.conv2d(image(), filter(), 1, 'same', 'NHWC', [2, 3]),
  'a convolution of one place': () => tf.conv2d(image(), normal<tf.Rank.R4>('point', [1, 1, 3, 4]), 1, 'same'),
  "a convolution's gradients": () => gradients((x, w) => tf.conv2d(x, w, 2, 'same'), image(), filter()),
  "a transposed convolution's gradients": () =>
    gradients(
      (x, w) => tf.conv2dTranspose(x, w, [2, 18, 16, 2], 2, 'same'),
      image(),
      normal<tf.Rank.R4>('back', [3, 3, 2, 3]),
    ),
  'sums, differences, products, quotients': () =>
    [tf.add, tf.sub, tf.mul, tf.div].flatMap((f) => [
      f(normal('x', [4, 3, 5]), normal('y', [4, 3, 5])),
      f(normal('x', [4, 3, 5]), normal('y', [5])),
      f(normal('x', [4, 3, 5]), normal('y', [1, 3, 5])),
      f(normal('x', [4, 3, 5]), normal('y', [4, 1, 5])),
      f(normal('x', [5]), normal('y', [4, 3, 5])),
      f(normal('x', [4, 3, 5]), 3),
      f(3, normal('x', [4, 3, 5])),
      f(normal('x', [1]), normal('y', [4, 3])),
      f(normal('x', [3, 1]), normal('y', [1, 1, 5])),
    ]),
  'squares, roots, relu': () => {
    const x = normal('x', [4, 5]);
    return [tf.square(x), tf.sqrt(tf.abs(x)), tf.relu(x), tf.relu(tf.tensor([Number.NaN, -1, 2]))];
  },
  'sums over dimensions': () =>
    [undefined, 0, 1, -1, [0, 1], [1, 2], [0, 2]].flatMap((axis) => [
      tf.sum(normal('x', [4, 3, 5]), axis),
      tf.sum(normal('x', [4, 3, 5]), axis, true),
    ]),
};

async function valuesOn(backend: () => Promise<unknown>, run: Run): Promise<{ shape: number[]; values: number[] }[]> {
  await backend();
  return tf.tidy(() => {
    const made = run();
    return (Array.isArray(made) ? made : [made]).map((tensor) => ({
      shape: tensor.shape,
      values: Array.from(tensor.dataSync()),
    }));
  });
}

describe("training's kernels against TensorFlow.js's own", () => {
  const plain = () => tf.setBackend('cpu');
  after(plain);

  for (const [name, run] of Object.entries(CASES)) {
    it(name, async () => {
      const expected = await valuesOn(plain, run);
      const found = await valuesOn(useBackend, run);
      assert.equal(tf.getBackend(), BACKEND);
      assert.equal(found.length, expected.length);
      found.forEach(({ shape, values }, i) => {
        assert.deepEqual(shape, expected[i]?.shape);
        values.forEach((value, k) => {
          const right = expected[i]?.values[k] ?? Number.NaN;
          // Sums in another order, of float32.
          if (Number.isNaN(right)) assert.ok(Number.isNaN(value));
          else assert.ok(Math.abs(value - right) <= 1e-4 * (1 + Math.abs(right)), `${value} for ${right}`);
        });
      });
    });
  }

  it("Adam's steps", async () => {
    const descend = (optimizer: tf.Optimizer) => {
      const x = tf.variable(normal('start', [3, 4]));
      for (let i = 0; i < 5; i++)
        optimizer.minimize(() => tf.sum(tf.square(tf.sub(x, normal('aim', [3, 4])))), false, [x]);
      const values = Array.from(x.dataSync());
      x.dispose();
      return values;
    };
    await plain();
    const expected = descend(tf.train.adam(0.05));
    descend(new Adam(0.05)).forEach((value, i) => {
      assert.ok(Math.abs(value - (expected[i] ?? Number.NaN)) < 1e-5, `${value} for ${expected[i]}`);
    });
  });
});
