import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { LayerTraits } from '../../src/dialects/dialect.ts';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import type { Weight } from '../../src/model/graph.ts';
import { type Shape, sizes } from '../../src/model/shape.ts';
import { declare } from '../unit/dialects/declare.ts';
import { CASES, type Case, type Options } from './layer-cases.ts';
import { type BuiltLayer, buildLayer, makeLayer } from './tfjs-layers.ts';

/** Each covered layer of TF.js, built by TF.js itself and by the dialect from the same options. */

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

/** @alone Other files make layers known to TF.js that are their own. */
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
      // Asked for their output's shape these write into the input's, which is what they then save.
      if (factory === 'categoryEncoding' || factory === 'centerCrop') continue;
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
    // The panel's training registers layers of its own (webview/worker/training/).
    const isOurs = (name: string) => name.startsWith('InitLens');
    for (const name of classes.filter((candidate) => !models.includes(candidate) && !isOurs(candidate))) {
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
