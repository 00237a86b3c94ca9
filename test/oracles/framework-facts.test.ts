import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import { alphaDropoutConstants } from '../../src/model/alpha-dropout.ts';
import { declare, type Plain } from '../unit/dialects/declare.ts';
import { buildLayer, makeLayer } from './tfjs-layers.ts';

/** What TensorFlow.js does that its users do not expect, and that rules and predictions rest on: measured on it. */

type Options = Readonly<Record<string, Plain>>;

function complaints(factory: string, options: Options, input: readonly number[]): string[] {
  return tfjs
    .readLayer(declare(factory, options), [input], 'code')
    .problems.map((problem) => ('written' in problem ? problem.written : problem.argument));
}

function kernelOf(factory: string, options: Readonly<Record<string, unknown>>, input: readonly number[]): Float32Array {
  return buildLayer(factory, options, [input]).values('kernel');
}

function meanSquare(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, x) => sum + x * x, 0) / values.length;
}

function applied(layer: tf.layers.Layer, x: tf.Tensor, training: boolean): Float32Array {
  const [output] = [layer.call(x, { training })].flat();
  assert.ok(output !== undefined);
  return Float32Array.from(output.dataSync());
}

describe('seeds of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  it('give kernels of one shape the same numbers, and others of as many elements scaled ones', () => {
    const draw = (units: number, inputs: number) =>
      kernelOf('dense', { units, kernelInitializer: tf.initializers.heNormal({ seed: 42 }) }, [inputs]);
    assert.deepEqual(draw(4, 6), draw(4, 6));
    const [narrow, wide] = [draw(4, 6), draw(6, 4)];
    narrow.forEach((value, i) => {
      // fan-in 4 for 6; single precision.
      assert.ok(Math.abs((wide[i] ?? 0) / value - Math.sqrt(6 / 4)) < 1e-5);
    });
  });

  it('are not shared by an initialiser object without one', () => {
    const shared = tf.initializers.heUniform({});
    const draw = () => kernelOf('dense', { units: 4, kernelInitializer: shared }, [6]);
    assert.notDeepEqual(draw(), draw());
  });

  it('make both directions of a bidirectional layer alike', () => {
    const recurrentLayer = tf.layers.simpleRNN({
      units: 3,
      kernelInitializer: tf.initializers.glorotUniform({ seed: 5 }),
      recurrentInitializer: 'zeros',
    });
    assert.ok(recurrentLayer instanceof tf.RNN);
    const layer = tf.layers.bidirectional({ layer: recurrentLayer, mergeMode: 'concat' });
    layer.build([null, 4, 2]);
    const [forward, , , backward] = layer.getWeights();
    assert.ok(forward !== undefined && backward !== undefined);
    assert.deepEqual(forward.dataSync(), backward.dataSync());
  });
});

describe('kernels of zeros in TF.js', () => {
  before(() => tf.setBackend('cpu'));

  /** Kernels of a hidden layer of zeros after three steps of training on random targets. */
  async function trained(activation: 'relu' | 'tanh' | 'sigmoid' | 'linear'): Promise<Float32Array> {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 4, inputShape: [3], activation, kernelInitializer: 'zeros' }),
        tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
    const [x, y] = [tf.randomNormal([16, 3], 0, 1, 'float32', 1), tf.randomNormal([16, 1], 0, 1, 'float32', 2)];
    await model.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 });
    const kernel = Float32Array.from(model.layers[0]?.getWeights()[0]?.dataSync() ?? []);
    tf.dispose([x, y]);
    model.dispose();
    return kernel;
  }

  it('never move behind a relu, whose slope at 0 is 0', async () => {
    assert.ok((await trained('relu')).every((weight) => weight === 0));
  });

  for (const activation of ['tanh', 'sigmoid', 'linear'] as const) {
    it(`learn behind ${activation} where the next kernel is random, all units apart`, async () => {
      const kernel = await trained(activation);
      assert.ok(kernel.every((weight) => weight !== 0));
      assert.equal(new Set(kernel.subarray(0, 4)).size, 4);
    });
  }
});

describe('options that TF.js drops or refuses', () => {
  before(() => tf.setBackend('cpu'));

  it('the pointwise initialiser of a separable convolution: the depthwise one draws both', () => {
    const options = { filters: 4, kernelSize: 3, depthwiseInitializer: 'ones', pointwiseInitializer: 'zeros' };
    assert.deepEqual(
      new Set(buildLayer('separableConv2d', options, [[5, 5, 2]]).values('pointwise_kernel')),
      new Set([1]),
    );
    assert.deepEqual(complaints('separableConv2d', options, [5, 5, 2]), ['pointwiseInitializer']);
  });

  it('a kernel initialiser where there is no such kernel, and groups', () => {
    const depthwise = { kernelSize: 3, kernelInitializer: 'zeros' };
    assert.ok(meanSquare(buildLayer('depthwiseConv2d', depthwise, [[5, 5, 2]]).values('depthwise_kernel')) > 0);
    assert.deepEqual(complaints('depthwiseConv2d', depthwise, [5, 5, 2]), ['kernelInitializer']);
    const embedding = { inputDim: 9, outputDim: 4, kernelInitializer: 'zeros' };
    assert.ok(meanSquare(buildLayer('embedding', embedding, [[3]]).values('embeddings')) > 0);
    assert.deepEqual(complaints('embedding', embedding, [3]), ['kernelInitializer']);
    const grouped = { filters: 4, kernelSize: 3, groups: 2 };
    // [3, 3, 2, 4] with all channels, where groups would leave one.
    assert.equal(kernelOf('conv2d', grouped, [5, 5, 2]).length, 72);
    assert.deepEqual(complaints('conv2d', grouped, [5, 5, 2]), ['groups']);
    assert.throws(() => makeLayer('separableConv2d', { filters: 4, kernelSize: 3, kernelInitializer: 'zeros' }));
  });

  it('names in the spelling of Keras, and misspelt ones', () => {
    for (const option of ['kernel_initializer', 'initialization', 'kernelInitialiser']) {
      const options = { units: 4, [option]: 'zeros' };
      assert.ok(meanSquare(kernelOf('dense', options, [6])) > 0, option);
      assert.deepEqual(complaints('dense', options, [6]), [option]);
    }
    const leaky = makeLayer('leakyReLU', { negativeSlope: 0.01 });
    assert.ok(Math.abs((applied(leaky, tf.tensor2d([[-1]]), false)[0] ?? 0) + 0.3) < 1e-6);
    assert.deepEqual(complaints('leakyReLU', { negativeSlope: 0.01 }, [6]), ['negativeSlope']);
  });

  it('an elu layer with another alpha than 1', () => {
    assert.throws(() => makeLayer('elu', { alpha: 0.5 }));
    assert.doesNotThrow(() => makeLayer('elu', { alpha: 1 }));
  });

  it('nothing, 0 and an empty text mean the default initialiser', () => {
    for (const none of ['', 0, null, undefined]) {
      assert.ok(meanSquare(kernelOf('dense', { units: 40, kernelInitializer: none }, [40])) > 0);
    }
    for (const none of ['', null]) {
      const { weights } = tfjs.readLayer(declare('dense', { units: 40, kernelInitializer: none }), [[40]], 'code');
      assert.equal(weights[0]?.initializer.spec.name, 'glorotNormal');
    }
  });

  it('files of activations that it saves and does not load', async () => {
    for (const activation of ['gelu_new', 'ReLU', 'LeakyReLU', 'PReLU']) {
      const layer = makeLayer('dense', { units: 2, activation, inputShape: [2] });
      const model = tf.sequential({ layers: [layer] });
      const saved: unknown = model.toJSON(null, false);
      assert.ok(typeof saved === 'object' && saved !== null);
      await assert.rejects(tf.loadLayersModel(tf.io.fromMemory({ modelTopology: saved })), activation);
      model.dispose();
    }
  });
});

describe('layers of TF.js at their start', () => {
  before(() => tf.setBackend('cpu'));

  it('a parametric relu is a relu', () => {
    const { layer } = buildLayer('prelu', {}, [[4]]);
    assert.deepEqual([...applied(layer, tf.tensor2d([[-2, -1, 1, 2]]), true)], [-0, -0, 1, 2]);
  });

  it('a batch normalisation is the identity where it predicts', () => {
    const { layer } = buildLayer('batchNormalization', {}, [[3]]);
    const output = applied(layer, tf.tensor2d([[-2, 0.5, 7]]), false);
    [-2, 0.5, 7].forEach((x, i) => {
      // 1 / sqrt(1 + 1e-3)
      assert.ok(Math.abs((output[i] ?? 0) - x / Math.sqrt(1.001)) < 1e-5);
    });
  });

  it('noise multiplies and adds in training alone', () => {
    const x = tf.randomNormal([400, 100], 0.5, 1, 'float32', 9);
    const before = meanSquare(x.dataSync());
    const cases: readonly (readonly [string, Options, number])[] = [
      ['dropout', { rate: 0.3 }, before / 0.7],
      ['gaussianDropout', { rate: 0.3 }, before / 0.7],
      ['gaussianNoise', { stddev: 0.6 }, before + 0.36],
    ];
    for (const [factory, options, expected] of cases) {
      const layer = makeLayer(factory, options);
      // 40,000 elements whose squares deviate by about twice their mean: 1%, 5 of them.
      assert.ok(Math.abs(meanSquare(applied(layer, x, true)) / expected - 1) < 0.05, factory);
      assert.deepEqual(applied(layer, x, false), Float32Array.from(x.dataSync()), factory);
    }
    x.dispose();
  });

  it('alpha dropout does not keep a normal signal normal, as its constants say', () => {
    const rate = 0.3;
    const { dropped, scale, shift } = alphaDropoutConstants(rate, 'tfjs');
    const x = tf.randomNormal([400, 100], 0, 1, 'float32', 9);
    const output = applied(makeLayer('alphaDropout', { rate }), x, true);
    const mean = output.reduce((sum, value) => sum + value, 0) / output.length;
    const expected = scale * rate * dropped + shift;
    const second = scale ** 2 * (1 - rate + rate * dropped ** 2) + 2 * scale * shift * rate * dropped + shift ** 2;
    assert.ok(Math.abs(mean - expected) < 0.05, `mean ${mean}, not ${expected}`);
    assert.ok(Math.abs(meanSquare(output) / second - 1) < 0.05, `${meanSquare(output)}, not ${second}`);
    // Self-normalisation would leave mean 0 and second moment 1.
    assert.ok(Math.abs(mean) > 0.2 || Math.abs(second - 1) > 0.2);
    x.dispose();
  });

  it('an orthogonal kernel has elements of variance gain^2 / max(m, n): more units than inputs shrink the signal', () => {
    for (const [inputs, units] of [
      [8, 24],
      [24, 8],
      [12, 12],
    ] as const) {
      const kernelInitializer = tf.initializers.orthogonal({ gain: 1.5, seed: 4 });
      const { layer, values } = buildLayer('dense', { units, kernelInitializer }, [[inputs]]);
      // Exact: rows or columns have length `gain`.
      assert.ok(Math.abs(meanSquare(values('kernel')) - 2.25 / Math.max(inputs, units)) < 1e-6);
      const x = tf.randomNormal([4000, inputs], 0, 1, 'float32', 6);
      const expected = 2.25 * Math.min(1, inputs / units);
      assert.ok(Math.abs(meanSquare(applied(layer, x, false)) / expected - 1) < 0.06, `${inputs} to ${units}`);
      x.dispose();
    }
  });
});
