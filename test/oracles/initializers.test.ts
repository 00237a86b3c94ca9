import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { dialects } from '../../src/dialects/index.ts';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import { type Distribution, distributionMean, distributionVariance } from '../../src/model/distribution.ts';
import { sizes } from '../../src/model/shape.ts';
import { declare, made, type Plain, uncalled } from '../unit/dialects/declare.ts';
import { buildLayer, makeLayer } from './tfjs-layers.ts';

/** What initialisers of TF.js really draw, and which names it takes. */

type Arguments = Readonly<Record<string, Plain>>;
type InitializerCase = readonly [name: string, args: Arguments];

const CASES: readonly InitializerCase[] = [
  ['glorotNormal', {}],
  ['glorotUniform', {}],
  ['heNormal', {}],
  ['heUniform', {}],
  ['leCunNormal', {}],
  ['leCunUniform', {}],
  ['varianceScaling', {}],
  ['varianceScaling', { scale: 2.5, mode: 'fanOut', distribution: 'uniform' }],
  ['varianceScaling', { scale: 0.5, mode: 'fanAvg', distribution: 'normal' }],
  ['varianceScaling', { scale: 2, distribution: 'truncatedNormal' }],
  ['randomNormal', {}],
  ['randomNormal', { mean: 0.5, stddev: 0.2 }],
  ['randomNormal', { stddev: 0 }],
  ['truncatedNormal', {}],
  ['truncatedNormal', { mean: -1, stddev: 0.3 }],
  ['truncatedNormal', { stddev: 0 }],
  ['randomUniform', {}],
  ['randomUniform', { minval: -1, maxval: 3 }],
  ['randomUniform', { minval: 0, maxval: 1 }],
  ['randomUniform', { minval: -1, maxval: 0 }],
  ['orthogonal', {}],
  ['orthogonal', { gain: 1.5 }],
  ['constant', { value: 0.25 }],
  ['zeros', {}],
  ['ones', {}],
];

interface Host {
  readonly factory: string;
  readonly options: Arguments;
  readonly input: readonly number[];
}

const HOSTS: readonly Host[] = [
  { factory: 'dense', options: { units: 90 }, input: [40] },
  { factory: 'conv2d', options: { filters: 24, kernelSize: 3 }, input: [4, 4, 16] },
  { factory: 'conv2dTranspose', options: { filters: 24, kernelSize: 3 }, input: [4, 4, 16] },
];

describe('initialisers of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  for (const [name, args] of CASES) {
    it(`${name}(${JSON.stringify(args)}) draws what the dialect says`, () => {
      for (const { factory, options, input } of HOSTS) {
        const kernel = tfjs.readLayer(
          declare(factory, { ...options, kernelInitializer: made(name, args) }),
          [input],
          'code',
        ).weights[0];
        assert.ok(kernel, `${factory} has a kernel`);
        const shape = sizes(kernel.shape);
        const initializer = makeInitializer(name, { ...args, seed: 11 });
        const { values } = buildLayer(factory, { ...options, kernelInitializer: initializer }, [input]);
        assertDrawn(values('kernel'), kernel.initializer.sampled, shape);
      }
    });
  }

  it('identity fills the diagonal of a square matrix and throws for others', () => {
    const initializer = tf.initializers.identity({ gain: 2 });
    const read = (units: number) =>
      tfjs.readLayer(declare('dense', { units, kernelInitializer: made('identity', { gain: 2 }) }), [[3]], 'code')
        .weights[0]?.initializer.sampled;
    assert.deepEqual(read(3), { family: 'identity', gain: 2 });
    const square = buildLayer('dense', { units: 3, kernelInitializer: initializer }, [[3]]).values('kernel');
    assert.deepEqual([...square], [2, 0, 0, 0, 2, 0, 0, 0, 2]);
    assert.equal(read(4)?.family, 'unknown');
    assert.throws(() => buildLayer('dense', { units: 4, kernelInitializer: initializer }, [[3]]));
  });

  it('take seed 0 for none exactly where the dialect says so', () => {
    for (const [name, args] of [...CASES, ['varianceScaling', { seed: 0 }] as const]) {
      if (name === 'constant' || name === 'zeros' || name === 'ones') continue;
      const seeded = { ...args, seed: 0 };
      const draw = () =>
        buildLayer('dense', { units: 5, kernelInitializer: makeInitializer(name, seeded) }, [[4]]).values('kernel');
      const written = tfjs.readLayer(
        declare('dense', { units: 5, kernelInitializer: made(name, seeded) }),
        [[4]],
        'code',
      );
      const [first, second] = [draw(), draw()];
      const repeats = first.join() === second.join();
      assert.equal(written.weights[0]?.initializer.seed === 0, repeats, `${name}(${JSON.stringify(args)})`);
      assert.equal(
        written.problems.some((p) => p.kind === 'droppedArgument' && p.argument === 'seed'),
        !repeats,
      );
    }
  });

  it('come back as written when the dialect spells them in JSON', async () => {
    for (const [name, args] of CASES) {
      const read = tfjs.readLayer(declare('dense', { units: 5, kernelInitializer: made(name, args) }), [[4]], 'code');
      const spec = read.weights[0]?.initializer.spec;
      assert.ok(spec, 'a dense layer has a kernel');
      const spelling = tfjs.spellInitializer(spec, null, 'json');
      assert.ok(spelling?.kind === 'construction', `${name} can be written`);
      const saved = dense({
        kernel_initializer: { class_name: spelling.name, config: Object.fromEntries(spelling.arguments) },
      });
      const model = await load(saved);
      const again: unknown = Reflect.get(model.layers[0] ?? {}, 'kernelInitializer');
      assert.ok(again instanceof tf.serialization.Serializable, 'the loaded layer has an initialiser');
      const original = makeInitializer(name, args);
      assert.equal(again.getClassName(), original.getClassName());
      // Accepted, but it samples a uniform, which is what the dialect writes.
      const sampled = args.distribution === 'truncatedNormal' ? { distribution: 'uniform' } : {};
      assert.deepEqual(withoutSeed(again), { ...withoutSeed(original), ...sampled });
    }
  });
});

/** Names of all dialects, their misspellings and what people write. */
const NAMES = [
  ...Object.values(dialects).flatMap(({ initializerNames }) => [
    ...initializerNames('code'),
    ...initializerNames('json'),
  ]),
  ...[
    'constant',
    'Constant',
    'xavierUniform',
    'xavier_normal',
    'kaimingNormal',
    'kaiming_uniform',
    'lecunNormal',
    'lecun_normal',
  ],
  ...[
    'HE_NORMAL',
    'heNormal ',
    'untruncated_normal',
    'gaussian',
    'IdentityInitializer',
    'OrthogonalInitializer',
    'toString',
  ],
];
const ACTIVATIONS = [
  ...Object.values(dialects).flatMap(({ activationNames }) => [...activationNames('code'), ...activationNames('json')]),
  ...[
    'leakyRelu',
    'leaky_relu',
    'lrelu',
    'silu',
    'Relu',
    'RELU',
    'ReLU6',
    'hard_sigmoid',
    'exponential',
    'gelu_new',
    'geluNew',
  ],
  ...['logSoftmax', 'log_softmax', 'prelu', 'hasOwnProperty'],
];

describe('names that TF.js takes', () => {
  before(() => tf.setBackend('cpu'));

  const refuses = (option: string, value: Plain, surface: 'code' | 'json') => {
    const className = surface === 'code' ? 'dense' : 'Dense';
    const { problems } = tfjs.readLayer(declare(className, { units: 3, [option]: value }), [[3]], surface);
    return problems.some(
      ({ kind, ...rest }) =>
        kind === 'unknownName' && 'consequence' in rest && (surface === 'json' || rest.consequence === 'throws'),
    );
  };

  for (const [what, key, names] of [
    ['initialiser', 'kernelInitializer', NAMES],
    ['activation', 'activation', ACTIVATIONS],
  ] as const) {
    it(`in code as ${what}s`, () => {
      for (const name of new Set(names)) {
        assert.equal(
          refuses(key, name, 'code'),
          throws(() => makeLayer('dense', { units: 3, [key]: name })),
          name,
        );
      }
    });

    it(`in JSON as ${what}s`, async () => {
      const option = key === 'activation' ? key : 'kernel_initializer';
      for (const name of new Set(names)) {
        const failed = await rejects(load(dense({ [option]: name })));
        assert.equal(refuses(option, name, 'json'), failed, name);
      }
    });
  }

  it('in JSON as class names of initialisers', async () => {
    for (const name of new Set(NAMES)) {
      const config = { value: 1 };
      const failed = await rejects(load(dense({ kernel_initializer: { class_name: name, config } })));
      assert.equal(refuses('kernel_initializer', { class_name: name, config }, 'json'), failed, name);
    }
  });

  it('in code as words of variance scaling', () => {
    for (const args of ['fanIn', 'fan_in', 'fanout', 'fanAvg'].map((mode): Arguments => ({ mode }))) {
      const failed = throws(() => makeInitializer('varianceScaling', args));
      assert.equal(refuses('kernelInitializer', made('varianceScaling', args), 'code'), failed, JSON.stringify(args));
    }
    for (const distribution of [
      'normal',
      'uniform',
      'truncatedNormal',
      'truncated_normal',
      'untruncatedNormal',
      'Normal',
    ]) {
      const failed = throws(() => makeInitializer('varianceScaling', { distribution }));
      assert.equal(
        refuses('kernelInitializer', made('varianceScaling', { distribution }), 'code'),
        failed,
        distribution,
      );
    }
  });

  it('in JSON as words of variance scaling', async () => {
    for (const distribution of ['normal', 'uniform', 'truncated_normal', 'truncatedNormal', 'untruncated_normal']) {
      const value = { class_name: 'VarianceScaling', config: { scale: 1, mode: 'fan_in', distribution } };
      assert.equal(
        refuses('kernel_initializer', value, 'json'),
        await rejects(load(dense({ kernel_initializer: value }))),
        distribution,
      );
    }
  });

  it('from factories, called with nothing or not called', () => {
    for (const name of Object.keys(tf.initializers)) {
      assert.equal(
        refuses('kernelInitializer', made(name, null), 'code'),
        throws(() => makeInitializer(name, undefined)),
        `${name}()`,
      );
      const factory: unknown = Reflect.get(tf.initializers, name);
      const failed = throws(() => makeLayer('dense', { units: 3, kernelInitializer: factory }));
      assert.equal(refuses('kernelInitializer', uncalled(name), 'code'), failed, name);
    }
  });

  it('and every suggestion is one of them', () => {
    for (const [option, names] of [
      ['kernelInitializer', NAMES],
      ['activation', ACTIVATIONS],
    ] as const) {
      for (const name of new Set(names)) {
        const { problems } = tfjs.readLayer(declare('dense', { units: 3, [option]: name }), [[3]], 'code');
        const suggestion =
          problems.map((problem) => (problem.kind === 'unknownName' ? problem.suggestion : null))[0] ?? null;
        if (suggestion !== null)
          assert.ok(!throws(() => makeLayer('dense', { units: 3, [option]: suggestion })), suggestion);
      }
    }
  });
});

describe('activations of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  it('compute the functions that the dialect says', () => {
    const x = [-7, -2.6, -1, -0.3, 0, 0.2, 0.9, 1.5, 2.6, 7];
    for (const name of tfjs.activationNames('code')) {
      const { ownActivation } = tfjs.readLayer(declare('activation', { activation: name }), [[x.length]], 'code');
      assert.ok(ownActivation, `${name} is an activation`);
      const expected = scalarFunction(ownActivation);
      if (expected === null) continue;
      const output = makeLayer('activation', { activation: name }).apply(tf.tensor2d([x]));
      assert.ok(output instanceof tf.Tensor);
      const values = output.dataSync();
      // TF.js computes in single precision: 1e-6 of the largest value here.
      for (const [i, at] of x.entries()) {
        assert.ok(Math.abs((values[i] ?? Number.NaN) - expected.value(at)) < 1e-5, `${name}(${at})`);
      }
    }
  });
});

/** Mean, variance and bounds of a sample against a distribution: each within 5 standard errors (1 in 1.7 million by chance). */
function assertDrawn(values: Float32Array, distribution: Distribution, shape: readonly number[]): void {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  const trueMean = distributionMean(distribution, shape);
  const trueVariance = distributionVariance(distribution, shape);
  assert.ok(trueMean !== null && trueVariance !== null, `${distribution.family} is known`);
  const about = `${distribution.family} on [${shape}]`;
  // 1e-6: single precision.
  assert.ok(
    Math.abs(mean - trueMean) < 5 * Math.sqrt(trueVariance / n) + 1e-6,
    `${about}: mean ${mean}, not ${trueMean}`,
  );
  // The variance of a sample's variance is at most 2 v^2 / n, a normal's, for these families.
  const error = 5 * trueVariance * Math.sqrt(2 / n) + 1e-6;
  assert.ok(Math.abs(variance - trueVariance) < error, `${about}: variance ${variance}, not ${trueVariance}`);
  const [low, high] = bounds(distribution);
  assert.ok(
    values.every((value) => value >= low - 1e-6 && value <= high + 1e-6),
    `${about}: outside [${low}, ${high}]`,
  );
}

function bounds(distribution: Distribution): [low: number, high: number] {
  switch (distribution.family) {
    case 'constant':
      return [distribution.value, distribution.value];
    case 'uniform':
      return [distribution.low, distribution.high];
    case 'truncatedNormal':
      return [distribution.mean - 2 * distribution.stddev, distribution.mean + 2 * distribution.stddev];
    case 'orthogonal':
      return [-distribution.gain, distribution.gain];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

function makeInitializer(name: string, args: Arguments | undefined): tf.serialization.Serializable {
  const factory: unknown = Reflect.get(tf.initializers, name);
  assert.ok(typeof factory === 'function', `tf.initializers.${name} is a function`);
  const initializer: unknown = Reflect.apply(factory, tf.initializers, args === undefined ? [] : [args]);
  assert.ok(initializer instanceof tf.serialization.Serializable, `tf.initializers.${name}() is an initialiser`);
  return initializer;
}

function withoutSeed(initializer: tf.serialization.Serializable): Record<string, unknown> {
  const { seed: _, ...config } = initializer.getConfig();
  return config;
}

/** A saved model with one dense layer. */
function dense(config: Readonly<Record<string, unknown>>): object {
  const layer = { class_name: 'Dense', config: { name: 'dense', units: 4, batch_input_shape: [null, 4], ...config } };
  return {
    class_name: 'Sequential',
    config: { name: 'model', layers: [layer] },
    keras_version: '2.15.0',
    backend: 'tensorflow',
  };
}

function load(modelTopology: object): Promise<tf.LayersModel> {
  // A model's layer names are unique for the process' lifetime only within a model, so that one name serves all.
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology }));
}

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    assert.ok(error instanceof Error);
    return true;
  }
}

async function rejects(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    () => true,
  );
}
