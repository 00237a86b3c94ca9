import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { LayerTraits } from '../../src/dialects/dialect.ts';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import type { Weight } from '../../src/model/graph.ts';
import { type Shape, sizes } from '../../src/model/shape.ts';
import { declare, type Plain } from '../unit/dialects/declare.ts';
import { type BuiltLayer, buildLayer, makeLayer } from './tfjs-layers.ts';

/** Each covered layer of TF.js, built by TF.js itself and by the dialect from the same options. */

type Options = Readonly<Record<string, Plain>>;
type Case = readonly [factory: string, options: Options, ...inputs: readonly (readonly number[])[]];

const CASES: readonly Case[] = [
  ['dense', { units: 7 }, [5]],
  ['dense', { units: 7, useBias: false, activation: 'relu' }, [4, 5]],
  ['conv1d', { filters: 6, kernelSize: 3 }, [11, 5]],
  ['conv1d', { filters: 6, kernelSize: [4], strides: 3, padding: 'same' }, [11, 5]],
  ['conv1d', { filters: 6, kernelSize: 3, dilationRate: 2 }, [11, 5]],
  ['conv2d', { filters: 6, kernelSize: 3 }, [9, 8, 5]],
  ['conv2d', { filters: 6, kernelSize: [3, 2], strides: [2, 1], padding: 'same' }, [9, 8, 5]],
  ['conv2d', { filters: 6, kernelSize: 3, dilationRate: 2, useBias: false }, [9, 8, 5]],
  ['conv2d', { filters: 6, kernelSize: 3, strides: 2, dataFormat: 'channelsFirst' }, [5, 9, 8]],
  ['conv2d', { filters: 6, kernelSize: 3, groups: 5 }, [9, 8, 5]],
  ['conv3d', { filters: 4, kernelSize: 2, strides: 2 }, [6, 7, 6, 3]],
  ['conv3d', { filters: 4, kernelSize: [1, 2, 3], padding: 'same' }, [6, 7, 6, 3]],
  ['depthwiseConv2d', { kernelSize: 3 }, [9, 8, 5]],
  ['depthwiseConv2d', { kernelSize: 3, depthMultiplier: 2, strides: 2, padding: 'same' }, [9, 8, 5]],
  ['depthwiseConv2d', { kernelSize: 3, dilationRate: 2 }, [9, 8, 5]],
  ['depthwiseConv2d', { kernelSize: [3, 2], dataFormat: 'channelsFirst', useBias: false }, [5, 9, 8]],
  ['separableConv2d', { filters: 6, kernelSize: 3 }, [9, 8, 5]],
  ['separableConv2d', { filters: 6, kernelSize: 3, depthMultiplier: 2, strides: 2, padding: 'same' }, [9, 8, 5]],
  [
    'separableConv2d',
    { filters: 6, kernelSize: 3, depthwiseInitializer: 'heUniform', pointwiseInitializer: 'zeros' },
    [9, 8, 5],
  ],
  ['conv2dTranspose', { filters: 6, kernelSize: 3 }, [9, 8, 5]],
  ['conv2dTranspose', { filters: 6, kernelSize: 3, strides: 2, padding: 'same' }, [9, 8, 5]],
  ['conv2dTranspose', { filters: 6, kernelSize: 2, strides: 3 }, [9, 8, 5]],
  ['conv2dTranspose', { filters: 6, kernelSize: [4, 2], strides: 2, dataFormat: 'channelsFirst' }, [5, 9, 8]],
  ['conv3dTranspose', { filters: 4, kernelSize: 3, strides: 2 }, [3, 4, 5, 3]],
  ['activation', { activation: 'tanh' }, [5]],
  ['reLU', {}, [5]],
  ['reLU', { maxValue: 6 }, [5]],
  ['leakyReLU', {}, [5]],
  ['leakyReLU', { alpha: 0.1 }, [5]],
  ['prelu', {}, [4, 6, 5]],
  ['prelu', { sharedAxes: [1, 2], alphaInitializer: 'ones' }, [4, 6, 5]],
  ['elu', {}, [5]],
  ['thresholdedReLU', { theta: 0.5 }, [5]],
  ['softmax', {}, [5]],
  ['batchNormalization', {}, [4, 6, 5]],
  ['batchNormalization', { axis: 1, scale: false, epsilon: 1e-5 }, [4, 6, 5]],
  ['batchNormalization', { center: false }, [5]],
  ['layerNormalization', {}, [6, 5]],
  ['layerNormalization', { axis: [1, 2], center: false }, [6, 5]],
  ...(['max', 'average'] as const).flatMap((pool): Case[] => [
    [`${pool}Pooling1d`, {}, [11, 5]],
    [`${pool}Pooling1d`, { poolSize: 3, strides: 2, padding: 'same' }, [11, 5]],
    [`${pool}Pooling2d`, {}, [9, 8, 5]],
    [`${pool}Pooling2d`, { poolSize: [3, 2], strides: 1 }, [9, 8, 5]],
    [`${pool}Pooling2d`, { poolSize: 3, padding: 'same', dataFormat: 'channelsFirst' }, [5, 9, 8]],
    [`${pool}Pooling3d`, { strides: 3 }, [6, 7, 9, 3]],
  ]),
  ...['globalMaxPooling', 'globalAveragePooling'].flatMap((factory): Case[] => [
    [`${factory}1d`, {}, [11, 5]],
    [`${factory}2d`, {}, [9, 8, 5]],
    [`${factory}2d`, { dataFormat: 'channelsFirst' }, [5, 9, 8]],
  ]),
  ['dropout', { rate: 0.25 }, [6, 5]],
  ['spatialDropout1d', { rate: 0.25 }, [6, 5]],
  ['gaussianDropout', { rate: 0.25 }, [6, 5]],
  ['gaussianNoise', { stddev: 0.25 }, [6, 5]],
  ['alphaDropout', { rate: 0.25 }, [6, 5]],
  ['flatten', {}, [4, 6, 5]],
  ['reshape', { targetShape: [12, 10] }, [4, 6, 5]],
  ['reshape', { targetShape: [3, -1] }, [4, 6, 5]],
  ['reshape', { targetShape: [null, 2] }, [4, 6, 5]],
  ['zeroPadding2d', {}, [4, 6, 5]],
  ['zeroPadding2d', { padding: 2 }, [4, 6, 5]],
  ['zeroPadding2d', { padding: [1, 2] }, [4, 6, 5]],
  [
    'zeroPadding2d',
    {
      padding: [
        [1, 0],
        [2, 3],
      ],
    },
    [4, 6, 5],
  ],
  ['zeroPadding2d', { padding: 2, dataFormat: 'channelsFirst' }, [5, 4, 6]],
  ['add', {}, [4, 5], [4, 5]],
  ['concatenate', {}, [4, 5], [4, 3]],
  ['concatenate', { axis: 1 }, [4, 5], [2, 5], [1, 5]],
  // Not looked into, but their shapes are known.
  ['embedding', { inputDim: 20, outputDim: 7 }, [6]],
  ['repeatVector', { n: 3 }, [5]],
  ['permute', { dims: [2, 1] }, [6, 5]],
  ['upSampling2d', {}, [4, 6, 5]],
  ['cropping2D', { cropping: [1, 2] }, [4, 6, 5]],
  ['multiply', {}, [4, 5], [4, 5]],
];

const WEIGHT_NAMES: Readonly<Record<Weight['role'], string>> = {
  kernel: 'kernel',
  depthwise: 'depthwise_kernel',
  pointwise: 'pointwise_kernel',
  recurrent: 'recurrent_kernel',
  embedding: 'embeddings',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  movingMean: 'moving_mean',
  movingVariance: 'moving_variance',
  slope: 'alpha',
  query: 'query_kernel',
  key: 'key_kernel',
  value: 'value_kernel',
  attentionOutput: 'attention_output_kernel',
  scale: 'scale',
  state: 'count',
};

/** What code and JSON must agree on. */
function essence({ operation, outputShape, ownActivation, weights }: LayerTraits): object {
  const kernels = weights.map(({ role, shape, trueFans, initializer: { spec, sampled } }) => ({
    role,
    shape,
    trueFans,
    sampled,
    name: spec.name,
  }));
  return { operation, outputShape, ownActivation, kernels };
}

/** Class name and config as they stand in the JSON of a saved model. */
function savedLayer(layer: tf.layers.Layer): { className: string; config: Options } {
  const saved: unknown = tf.sequential({ layers: [layer] }).toJSON(null, false);
  const config = at(at(saved, 'config'), 'layers');
  assert.ok(Array.isArray(config) && config.length === 1, 'a sequential model saves its layers');
  const [entry] = config;
  const [className, options] = [at(entry, 'class_name'), at(entry, 'config')];
  assert.ok(typeof className === 'string' && isOptions(options), 'a layer saves its class name and config');
  return { className, config: options };
}

function at(value: unknown, key: string): unknown {
  assert.ok(typeof value === 'object' && value !== null, `there is a ${key}`);
  return Reflect.get(value, key);
}

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null;
}

function ours([factory, options, ...inputs]: Case): LayerTraits {
  return tfjs.readLayer(declare(factory, options), inputs, 'code');
}

function theirs([factory, options, ...inputs]: Case): BuiltLayer {
  return buildLayer(factory, options, inputs);
}

describe('layers of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  for (const test of CASES) {
    const [factory, options] = test;
    it(`${factory}(${JSON.stringify(options)}) has the same shapes and initialisers`, () => {
      const mine = ours(test);
      const real = theirs(test);
      assert.equal(mine.className, real.className);
      assert.deepEqual(plain(mine.outputShape, real.outputShape), real.outputShape);
      if (mine.operation.kind === 'opaque') return;
      const weights = Object.fromEntries(mine.weights.map(({ role, shape }) => [WEIGHT_NAMES[role], sizes(shape)]));
      assert.deepEqual(weights, real.weightShapes);
      for (const { role, initializer, option } of mine.weights) {
        const spelling = tfjs.spellInitializer(initializer.spec, null, 'json');
        assert.ok(spelling?.kind === 'construction', `${role} has an initialiser that JSON can say`);
        assert.deepEqual(
          { name: spelling.name, ...Object.fromEntries(spelling.arguments) },
          real.initializer(role),
          option,
        );
      }
    });
  }

  it('are read the same from the JSON that TF.js saves, without a complaint', () => {
    for (const test of CASES) {
      const [factory, options, input, ...others] = test;
      if (input === undefined || others.length > 0) continue;
      // TF.js does not save this option: the loaded layer is another one.
      if (factory === 'separableConv2d' && 'depthMultiplier' in options) continue;
      const { className, config } = savedLayer(makeLayer(factory, { ...options, inputShape: input }));
      const read = tfjs.readLayer(declare(className, config), [], 'json');
      const written = ours(test);
      // The one option here that is saved although it does nothing.
      const idle = factory === 'depthwiseConv2d' && 'dilationRate' in options ? ['dilation_rate'] : [];
      const dropped = read.problems.map((problem) => (problem.kind === 'droppedArgument' ? problem.argument : problem));
      assert.deepEqual(dropped, idle, factory);
      assert.deepEqual(read.unknowns, [], factory);
      assert.deepEqual(read.inputShape, input);
      assert.deepEqual(essence(read), essence(written), `${factory}(${JSON.stringify(options)})`);
    }
  });

  it('are all known, and no others', () => {
    const registered = tf.serialization.SerializationMap.getMap().classNameMap;
    const classes = Object.keys(registered).filter(
      (name) => registered[name]?.[0].prototype instanceof tf.layers.Layer,
    );
    const models = ['Model', 'Functional', 'Sequential'];
    for (const name of classes.filter((candidate) => !models.includes(candidate))) {
      assert.ok(tfjs.isLayer(name, 'json'), name);
    }
    const classesThemselves = ['Layer', 'RNN', 'RNNCell'];
    for (const name of Object.keys(tf.layers).filter((candidate) => !classesThemselves.includes(candidate))) {
      assert.ok(tfjs.isLayer(name, 'code'), name);
    }
    for (const name of ['Dense', 'conv2D', 'model', 'sequential', 'toString']) {
      assert.ok(!tfjs.isLayer(name, 'code'), name);
    }
  });

  it('have no option that TF.js reads and we call unknown', () => {
    for (const test of CASES) {
      const [factory, options, ...inputs] = test;
      const read = new Set<string>();
      const watched = new Proxy(options, {
        get(target, key) {
          if (typeof key === 'string') read.add(key);
          return Reflect.get(target, key);
        },
      });
      buildLayer(factory, watched, inputs);
      // TF.js asks a separable convolution for these only to refuse them.
      const refused = factory === 'separableConv2d' ? /^kernel(Initializer|Regularizer|Constraint)$/ : /^$/;
      const all = Object.fromEntries(
        [...read].filter((key) => !refused.test(key)).map((key) => [key, options[key] ?? null]),
      );
      const { problems } = tfjs.readLayer(declare(factory, all), inputs, 'code');
      assert.deepEqual(
        problems.filter(({ kind }) => kind === 'unknownOption'),
        [],
        factory,
      );
    }
  });
});

describe('fans of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  const kernels: readonly Case[] = [
    ['dense', { units: 40 }, [30]],
    ['conv1d', { filters: 20, kernelSize: 3 }, [12, 20]],
    ['conv2d', { filters: 20, kernelSize: 3, strides: 2 }, [12, 12, 8]],
    ['conv3d', { filters: 10, kernelSize: 3 }, [6, 6, 6, 4]],
    ['depthwiseConv2d', { kernelSize: 5, depthMultiplier: 3 }, [12, 12, 16]],
    ['separableConv2d', { filters: 30, kernelSize: 5, depthMultiplier: 3 }, [12, 12, 16]],
    ['conv2dTranspose', { filters: 8, kernelSize: 3, strides: 2 }, [12, 12, 20]],
    ['conv3dTranspose', { filters: 8, kernelSize: 3, strides: 2 }, [4, 4, 4, 12]],
    ['prelu', {}, [1600]],
    ['layerNormalization', { axis: [1, 2] }, [40, 40]],
  ];
  const options = ['kernel', 'depthwise', 'bias', 'alpha', 'gamma', 'beta'].map((stem) => `${stem}Initializer`);

  for (const [mode, side] of [
    ['fanIn', 'in'],
    ['fanOut', 'out'],
  ] as const) {
    it(`are what the bounds of a uniform ${mode} tell`, () => {
      for (const [factory, fixed, ...inputs] of kernels) {
        const initializer = tf.initializers.varianceScaling({ scale: 1, mode, distribution: 'uniform', seed: 11 });
        const refused = factory === 'separableConv2d' ? 'kernelInitializer' : '';
        const scaled = Object.fromEntries(
          options.filter((name) => name !== refused).map((name) => [name, initializer]),
        );
        const real = buildLayer(factory, { ...fixed, ...scaled }, inputs);
        for (const weight of ours([factory, fixed, ...inputs]).weights) {
          const values = real.values(WEIGHT_NAMES[weight.role]);
          // The largest of n uniform magnitudes misses the limit by a factor of about 1 - 1/n; 600 values give 1% in the fans
          // but for a chance of e^-3 each: 3% leaves e^-9.
          if (values.length < 600) continue;
          const limit = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
          const fan = 3 / limit ** 2;
          assert.ok(
            Math.abs(fan / weight.fans[side] - 1) < 0.03,
            `${factory} ${weight.role}: ${fan}, not ${weight.fans[side]}`,
          );
        }
      }
    });
  }
});

describe('true fans', () => {
  before(() => tf.setBackend('cpu'));

  // Odd sizes and 'same' padding keep a whole period of the strides inside, away from the edges.
  const layers: readonly Case[] = [
    ['dense', { units: 6 }, [5]],
    ['conv1d', { filters: 6, kernelSize: 3, padding: 'same' }, [24, 5]],
    ['conv2d', { filters: 6, kernelSize: 3, strides: 2, padding: 'same' }, [24, 24, 5]],
    ['depthwiseConv2d', { kernelSize: 3, depthMultiplier: 2, padding: 'same' }, [24, 24, 5]],
    ['depthwiseConv2d', { kernelSize: 4, strides: 2, padding: 'same' }, [24, 24, 5]],
    ['conv2dTranspose', { filters: 6, kernelSize: 3, strides: 2, padding: 'same' }, [24, 24, 5]],
    ['conv2dTranspose', { filters: 6, kernelSize: 4, strides: 1, padding: 'same' }, [24, 24, 5]],
  ];

  for (const test of layers) {
    const [factory, options, input = []] = test;
    it(`of ${factory}(${JSON.stringify(options)}) are the sums over a kernel of ones`, () => {
      const fans = ours(test).weights.find(({ role }) => role === 'kernel' || role === 'depthwise')?.trueFans;
      const ones = { ...options, useBias: false, kernelInitializer: 'ones', depthwiseInitializer: 'ones' };
      const { layer } = buildLayer(factory, ones, [input]);
      const forward = (x: tf.Tensor) => {
        const y = layer.apply(x);
        assert.ok(y instanceof tf.Tensor);
        return y;
      };
      const x = tf.ones([1, ...input]);
      const y = forward(x);
      const dx = tf.grad((z: tf.Tensor) => forward(z).sum())(x);
      assert.equal(meanInside(y), fans?.in);
      assert.equal(meanInside(dx), fans?.out);
      tf.dispose([x, y, dx]);
    });
  }

  /** Mean over channels and the middle positions of each spatial dimension: 4 of them, a multiple of every stride here. */
  function meanInside(tensor: tf.Tensor): number {
    const begin = tensor.shape.map((size, i) => (i > 0 && i < tensor.rank - 1 ? size / 2 - 2 : 0));
    const size = tensor.shape.map((extent, i) => (i > 0 && i < tensor.rank - 1 ? 4 : extent));
    const values = Array.from(tensor.slice(begin, size).dataSync());
    return values.reduce((a, b) => a + b, 0) / values.length;
  }
});

/** Open where TF.js leaves a size open until it runs (a reshape's -1). */
function plain(shape: Shape | null, like: readonly (number | null)[]): (number | null)[] | null {
  return shape === null ? null : sizes(shape).map((size, i) => (like[i] === null ? null : size));
}
