import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { LayerTraits } from '../../src/dialects/dialect.ts';
import { INITIALIZER_OPTIONS } from '../../src/dialects/layer-reader.ts';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import { distributionMean, distributionVariance } from '../../src/model/distribution.ts';
import type { Weight, WeightRole } from '../../src/model/graph.ts';
import { sizes } from '../../src/model/shape.ts';
import { declare, declareParsed, inner, type Plain } from '../unit/dialects/declare.ts';
import { makeLayer } from './tfjs-layers.ts';

/** Layers with layers or cells inside, built by TF.js itself and by the dialect from the same options. */

/** A layer within options: [factory, options]. */
class Inner {
  readonly factory: string;
  readonly options: Options;

  constructor(factory: string, options: Options = {}) {
    this.factory = factory;
    this.options = options;
  }
}

type Scalar = string | number | boolean | null;
type Value = Scalar | Inner | readonly (Scalar | Inner)[];
type Options = Readonly<Record<string, Value>>;
type Case = readonly [factory: string, options: Options, input: readonly number[]];

const of = (factory: string, options: Options) => new Inner(factory, options);
const image = { filters: 3, kernelSize: 3 };

const CASES: readonly Case[] = [
  ['simpleRNN', { units: 7 }, [6, 5]],
  ['simpleRNN', { units: 7, returnSequences: true, useBias: false, activation: 'relu' }, [6, 5]],
  ['simpleRNN', { units: 7, activation: null, recurrentInitializer: 'glorotNormal', returnState: true }, [6, 5]],
  ['gru', { units: 7 }, [6, 5]],
  ['gru', { units: 7, returnSequences: true, recurrentActivation: 'sigmoid', biasInitializer: 'ones' }, [6, 5]],
  ['gru', { units: 7, activation: null, recurrentActivation: null, useBias: false, goBackwards: true }, [6, 5]],
  ['gru', { units: 7, resetAfter: false, implementation: 2 }, [6, 5]],
  ['lstm', { units: 7 }, [6, 5]],
  ['lstm', { units: 7, returnSequences: true, unitForgetBias: true, kernelInitializer: 'heUniform' }, [6, 5]],
  ['lstm', { units: 7, returnState: true, returnSequences: true, dropout: 0.1, recurrentDropout: 0.2 }, [6, 5]],
  ['lstm', { units: 7, unitForgetBias: true, biasInitializer: 'randomNormal', stateful: false }, [6, 5]],
  ['convLstm2d', image, [4, 9, 8, 2]],
  ['convLstm2d', { ...image, kernelSize: [3, 2], strides: 2, padding: 'same', returnSequences: true }, [4, 9, 8, 2]],
  ['convLstm2d', { ...image, dataFormat: 'channelsFirst', unitForgetBias: true, returnState: true }, [4, 2, 9, 8]],
  ['convLstm2d', { ...image, dilationRate: 2, useBias: false, activation: 'relu' }, [4, 9, 8, 2]],
  ['embedding', { inputDim: 20, outputDim: 7 }, [6]],
  ['embedding', { inputDim: 20, outputDim: 7, embeddingsInitializer: 'heNormal', maskZero: true }, [6, 3]],
  ['embedding', { inputDim: 20, outputDim: 7, inputLength: 6 }, [6]],
  ['rnn', { cell: of('lstmCell', { units: 7 }) }, [6, 5]],
  ['rnn', { cell: of('gruCell', { units: 7, useBias: false }), returnSequences: true, returnState: true }, [6, 5]],
  ['rnn', { cell: [of('simpleRNNCell', { units: 7 }), of('lstmCell', { units: 4 })], returnSequences: true }, [6, 5]],
  [
    'rnn',
    { cell: of('stackedRNNCells', { cells: [of('gruCell', { units: 7 }), of('gruCell', { units: 4 })] }) },
    [6, 5],
  ],
  ['bidirectional', { layer: of('lstm', { units: 7 }) }, [6, 5]],
  ['bidirectional', { layer: of('lstm', { units: 7, returnSequences: true }), mergeMode: 'sum' }, [6, 5]],
  ['bidirectional', { layer: of('gru', { units: 7 }), mergeMode: 'mul' }, [6, 5]],
  ['bidirectional', { layer: of('simpleRNN', { units: 7 }), mergeMode: 'ave' }, [6, 5]],
  ['bidirectional', { layer: of('lstm', { units: 7 }), mergeMode: null }, [6, 5]],
  ['bidirectional', { layer: of('lstm', { units: 7, returnState: true, goBackwards: true }) }, [6, 5]],
  ['bidirectional', { layer: of('convLstm2d', { ...image, returnSequences: true }) }, [4, 9, 8, 2]],
  ['timeDistributed', { layer: of('dense', { units: 7, kernelInitializer: 'zeros' }) }, [6, 5]],
  ['timeDistributed', { layer: of('conv2d', { filters: 3, kernelSize: 3, activation: 'relu' }) }, [4, 9, 8, 2]],
  ['timeDistributed', { layer: of('lstm', { units: 7 }) }, [4, 6, 5]],
  ['timeDistributed', { layer: of('bidirectional', { layer: of('gru', { units: 3 }) }) }, [4, 6, 5]],
];

function ours([factory, options, input]: Case): LayerTraits {
  return tfjs.readLayer(declare(factory, mapped(options)), [input], 'code');
}

function mapped(options: Options): Record<string, Plain> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, asConfig(value)]));
}

function asConfig(value: Value): Plain {
  if (value instanceof Inner) return inner(value.factory, mapped(value.options));
  return isList(value) ? value.map(asConfig) : value;
}

function theirs([factory, options, input]: Case): { layer: tf.layers.Layer; outputShape: readonly unknown[] } {
  const layer = made(factory, options);
  layer.build([null, ...input]);
  const output = layer.computeOutputShape([null, ...input]);
  const first: unknown = output[0];
  return { layer, outputShape: (isList(first) ? first : output).slice(1) };
}

function made(factory: string, options: Options): tf.layers.Layer {
  return makeLayer(factory, Object.fromEntries(Object.entries(options).map(([key, value]) => [key, asLayer(value)])));
}

function asLayer(value: Value): unknown {
  if (value instanceof Inner) return made(value.factory, value.options);
  return isList(value) ? value.map(asLayer) : value;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Our weights in the order of the framework: a layer's own, then its parts'. */
function weightsOf({ weights, parts }: LayerTraits): Weight[] {
  return [...weights, ...parts.flatMap(({ traits }) => weightsOf(traits))];
}

/** The objects of TF.js that hold the initialisers, in the same order, once for each of their weights. */
function owners(layer: object): object[] {
  for (const name of ['cells', 'cell', 'layer']) {
    const inside: unknown = Reflect.get(layer, name);
    if (name === 'layer' && Reflect.has(layer, 'forwardLayer')) {
      return [Reflect.get(layer, 'forwardLayer'), Reflect.get(layer, 'backwardLayer')].flatMap(owners);
    }
    if (Array.isArray(inside)) return inside.flatMap(owners);
    if (typeof inside === 'object' && inside !== null) return owners(inside);
  }
  assert.ok(layer instanceof tf.layers.Layer, 'what holds weights is a layer');
  return layer.weights.map(() => layer);
}

function initializerOf(owner: object, role: WeightRole): object {
  const initializer: unknown = Reflect.get(owner, INITIALIZER_OPTIONS[role]);
  assert.ok(initializer instanceof tf.serialization.Serializable, `there is an initialiser for ${role}`);
  const snake = (value: unknown) =>
    typeof value === 'string' ? value.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : value;
  const config = Object.entries(initializer.getConfig()).map(([key, value]) => [key, snake(value) ?? null]);
  return { name: initializer.getClassName(), ...Object.fromEntries(config) };
}

const WEIGHT_NAMES: Readonly<Partial<Record<WeightRole, string>>> = {
  recurrent: 'recurrent_kernel',
  embedding: 'embeddings',
};

/** What code and JSON must agree on. */
function essence({ operation, outputShape, ownActivation, weights, parts }: LayerTraits): object {
  return {
    operation,
    outputShape,
    ownActivation,
    weights: weights.map(({ role, shape, fans, trueFans, initializer: { spec, sampled } }) => ({
      role,
      shape,
      fans,
      trueFans,
      sampled,
      name: spec.name,
    })),
    parts: parts.map(({ name, traits }): object => ({ name, ...essence(traits) })),
  };
}

/** The layer's object in the JSON of a model with an input of this shape. */
function savedLayer(layer: tf.layers.Layer, shape: readonly number[]): unknown {
  const input = tf.input({ shape: [...shape] });
  const output = layer.apply(input);
  const outputs = Array.isArray(output) ? output : [output];
  const saved: unknown = tf.model({ inputs: input, outputs: outputs.filter(isSymbolic) }).toJSON(null, false);
  const layers = at(at(saved, 'config'), 'layers');
  assert.ok(Array.isArray(layers) && layers.length === 2, 'a functional model saves its input and its layer');
  return layers[1];
}

function isSymbolic(tensor: tf.Tensor | tf.SymbolicTensor): tensor is tf.SymbolicTensor {
  return tensor instanceof tf.SymbolicTensor;
}

function at(value: unknown, key: string): unknown {
  assert.ok(typeof value === 'object' && value !== null, `there is a ${key}`);
  return Reflect.get(value, key);
}

describe('recurrent layers and wrappers of TF.js', () => {
  before(() => tf.setBackend('cpu'));

  for (const test of CASES) {
    it(`${test[0]}(${JSON.stringify(test[1])}) have the same shapes and initialisers`, () => {
      const mine = ours(test);
      const { layer, outputShape } = theirs(test);
      assert.equal(mine.className, layer.getClassName());
      assert.deepEqual(mine.outputShape, outputShape);
      assert.deepEqual(mine.problems, []);
      assert.deepEqual(mine.unknowns, []);
      const weights = weightsOf(mine);
      const real = layer.weights;
      assert.deepEqual(
        weights.map(({ role, shape }) => [WEIGHT_NAMES[role] ?? role, sizes(shape)]),
        real.map(({ originalName, shape }) => [originalName.slice(originalName.lastIndexOf('/') + 1), shape]),
      );
      const holders = owners(layer);
      assert.equal(holders.length, weights.length);
      for (const [i, { role, initializer }] of weights.entries()) {
        const spelling = tfjs.spellInitializer(initializer.spec, null, 'json');
        assert.ok(spelling?.kind === 'construction', `${role} has an initialiser that JSON can say`);
        const expected = initializerOf(holders[i] ?? {}, role);
        assert.deepEqual({ name: spelling.name, ...Object.fromEntries(spelling.arguments) }, expected, role);
      }
    });
  }

  it('compute with the activations that the dialect says', () => {
    for (const test of CASES) {
      const { layer } = theirs(test);
      const cells = [...new Set(owners(layer))];
      const read = cellsOf(ours(test));
      if (read.length === 0) continue;
      assert.equal(cells.length, read.length);
      for (const [i, cell] of read.entries()) {
        for (const option of ['activation', 'recurrentActivation'] as const) {
          const mine = option === 'activation' || cell.kind === 'simple' ? cell.activation : cell.recurrentActivation;
          const real: unknown = Reflect.get(cells[i] ?? {}, option);
          if (cell.kind === 'simple' && option === 'recurrentActivation') continue;
          assert.ok(real instanceof tf.serialization.Serializable);
          assert.equal(real.getClassName(), tfjs.spellActivation(mine, 'code'), `${test[0]} ${option}`);
        }
      }
    }
  });

  it('are read the same from the JSON that TF.js saves, without a complaint', () => {
    for (const test of CASES) {
      const [factory, options, input] = test;
      const read = tfjs.readLayer(declareParsed(savedLayer(made(factory, options), input)), [input], 'json');
      const about = `${factory}(${JSON.stringify(options)})`;
      assert.deepEqual(read.problems, [], about);
      assert.deepEqual(read.unknowns, [], about);
      const written = ours(test);
      // TF.js does not save that a wrapper's layer goes backwards: it saves the copy that it has turned.
      if (factory === 'bidirectional' && JSON.stringify(options).includes('goBackwards')) continue;
      assert.deepEqual(essence(read), essence(written), about);
    }
  });

  it('draw what the dialect says', () => {
    const large: readonly Case[] = [
      ['simpleRNN', { units: 30 }, [6, 50]],
      ['gru', { units: 30 }, [6, 50]],
      ['lstm', { units: 30, unitForgetBias: true, biasInitializer: 'randomNormal' }, [6, 50]],
      ['convLstm2d', { filters: 6, kernelSize: 3, unitForgetBias: true }, [4, 9, 8, 5]],
      ['embedding', { inputDim: 90, outputDim: 30 }, [6]],
    ];
    for (const test of large) {
      const { layer } = theirs(test);
      const read = weightsOf(ours(test));
      for (const [i, { role, shape, initializer }] of read.entries()) {
        const values = layer.weights[i]?.read().dataSync();
        assert.ok(values instanceof Float32Array && values.length > 0);
        const mean = distributionMean(initializer.sampled, sizes(shape));
        const variance = distributionVariance(initializer.sampled, sizes(shape));
        assert.ok(mean !== null && variance !== null, `${test[0]} ${role} is known`);
        const n = values.length;
        const found = values.reduce((a, b) => a + b, 0) / n;
        const spread = values.reduce((a, b) => a + (b - found) ** 2, 0) / n;
        // Five standard errors; a normal's fourth moment bounds those of all families here. 1e-6: single precision.
        assert.ok(Math.abs(found - mean) < 5 * Math.sqrt(variance / n) + 1e-6, `${test[0]} ${role}: mean ${found}`);
        const error = 5 * variance * Math.sqrt(2 / n) + 1e-6;
        assert.ok(Math.abs(spread - variance) < error, `${test[0]} ${role}: variance ${spread}, not ${variance}`);
      }
    }
  });

  it('start the forget gate at 1 and the other gates as written', () => {
    const { layer } = theirs(['lstm', { units: 2, unitForgetBias: true }, [6, 5]]);
    assert.deepEqual([...(layer.weights[2]?.read().dataSync() ?? [])], [0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it('have no option that TF.js reads and we call unknown', () => {
    for (const [factory, options, input] of CASES) {
      const read = new Set<string>();
      const real = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, asLayer(value)]));
      const watched = new Proxy(real, {
        get(target, key) {
          if (typeof key === 'string') read.add(key);
          return Reflect.get(target, key);
        },
      });
      makeLayer(factory, watched);
      // A recurrent layer puts its own cell there, whatever is written.
      const keys = [...read].filter((key) => key in options || key !== 'cell');
      const all = Object.fromEntries(keys.map((key) => [key, asConfig(options[key] ?? null)]));
      const { problems } = tfjs.readLayer(declare(factory, all), [input], 'code');
      assert.deepEqual(
        problems.filter(({ kind }) => kind === 'unknownOption'),
        [],
        factory,
      );
    }
  });

  it('refuse a GRU that resets after the product', () => {
    assert.throws(() => makeLayer('gru', { units: 3, resetAfter: true }));
    const { problems } = ours(['gru', { units: 3, resetAfter: true }, [6, 5]]);
    assert.deepEqual(
      problems.map((problem) => problem.kind === 'unknownOption' && [problem.written, problem.consequence]),
      [['resetAfter', 'throws']],
    );
  });

  function cellsOf({ operation, parts }: LayerTraits) {
    const own = operation.kind === 'recurrent' || operation.kind === 'recurrentCell' ? [operation.cell] : [];
    return [...own, ...parts.flatMap(({ traits }): ReturnType<typeof own.slice> => cellsOf(traits))];
  }
});
