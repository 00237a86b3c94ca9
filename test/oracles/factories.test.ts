import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { LayerTraits } from '../../src/dialects/dialect.ts';
import { tfjs } from '../../src/dialects/tfjs/index.ts';
import type { Problem } from '../../src/model/problem.ts';
import { declare } from '../unit/dialects/declare.ts';
import { CASES, type Options } from './layer-cases.ts';
import { buildLayer, makeLayer } from './tfjs-layers.ts';

/** Every factory of `tf.layers`, whichever there are in the version that is installed. */
const FACTORIES = Object.entries(tf.layers).flatMap(([name, value]) => (isClass(value) ? [] : [name]));

/** Tried with layers or cells inside, in recurrent-layers.test.ts, or entries to a model. */
const TRIED_ELSEWHERE = [
  ...['simpleRNN', 'gru', 'lstm', 'convLstm2d', 'rnn', 'bidirectional', 'timeDistributed'],
  ...['simpleRNNCell', 'gruCell', 'lstmCell', 'convLstm2dCell', 'stackedRNNCells', 'input', 'inputLayer'],
];

/** What TF.js makes of images is not looked into. */
const OPAQUE = ['centerCrop', 'resizing', 'randomWidth', 'categoryEncoding'];

describe('factories of tf.layers', () => {
  it('each have an entry, and a case here or among the recurrent ones', () => {
    const tried = new Set([...CASES.map(([factory]) => factory), ...TRIED_ELSEWHERE, 'randomWidth']);
    assert.ok(FACTORIES.length > 70, `${FACTORIES.length} factories`);
    for (const factory of FACTORIES) {
      assert.ok(tfjs.isLayer(factory, 'code'), `${factory} has an entry`);
      assert.ok(tried.has(factory), `${factory} is tried`);
    }
  });

  it('are looked into, but for those that prepare images and categories', () => {
    const opaque = CASES.filter(([factory, options, ...inputs]) => {
      const { operation } = tfjs.readLayer(declare(factory, options), inputs, 'code');
      // Examples that are joined to a larger batch are no signal of one example.
      return operation.kind === 'opaque' && options.axis !== 0;
    });
    assert.deepEqual([...new Set(opaque.map(([factory]) => factory))].sort(), [...OPAQUE].sort().filter(isTried));
  });

  it('say so where the shape that TF.js tells is no shape', () => {
    const { outputShape } = read('randomWidth', { factor: 0.2 }, [[8, 9, 2]]);
    assert.equal(outputShape, null);
    assert.deepEqual(buildLayer('randomWidth', { factor: 0.2 }, [[8, 9, 2]]).outputShape, [-1, 9]);
  });
});

describe('what TF.js refuses', () => {
  before(() => tf.setBackend('cpu'));

  const REFUSED: readonly (readonly [string, Options, ...(readonly number[])[]])[] = [
    ['add', {}, [4, 5], [3, 5]],
    ['multiply', {}, [4, 5], [4]],
    ['dot', { axes: 1 }, [4, 5], [3, 5]],
    ['dot', { axes: -1 }, [2, 4, 5], [2, 4, 5]],
    ['permute', { dims: [1, 3] }, [4, 5]],
    ['permute', { dims: [2, 2] }, [4, 5]],
  ];

  for (const [factory, options, ...inputs] of REFUSED) {
    it(`${factory}(${JSON.stringify(options)}) of ${JSON.stringify(inputs)} has no output shape`, () => {
      assert.throws(() => buildLayer(factory, options, inputs));
      assert.equal(read(factory, options, inputs).outputShape, null);
    });
  }

  it('a reshape to another number of elements, once it meets them', () => {
    const options = { targetShape: [7, -1] };
    assert.throws(() => makeLayer('reshape', options).apply(tf.zeros([1, 4, 5])));
    assert.equal(read('reshape', options, [[4, 5]]).outputShape, null);
  });

  it('nothing is left of a cut that is too large', () => {
    const { outputShape } = buildLayer('cropping2D', { cropping: 3 }, [[4, 5, 2]]);
    assert.ok(outputShape.some((size) => size !== null && size < 0));
    assert.equal(read('cropping2D', { cropping: 3 }, [[4, 5, 2]]).outputShape, null);
  });

  it('a softmax layer along another axis than the last, which is what its default says', () => {
    assert.throws(() => makeLayer('softmax', {}).apply(tf.zeros([1, 2, 3])));
    assert.equal(read('softmax', {}, [[2, 3]]).ownActivation?.name, 'unknown');
    assert.equal(read('softmax', {}, [[3]]).ownActivation?.name, 'softmax');
    assert.equal(read('softmax', { axis: 2 }, [[2, 3]]).ownActivation?.name, 'softmax');
  });
});

describe('what TF.js takes and does not heed', () => {
  it('one number for the two factors of up-sampling, from which come no sizes', () => {
    const { outputShape } = buildLayer('upSampling2d', { size: 2 }, [[4, 5, 3]]);
    assert.ok(Number.isNaN(outputShape[0]));
    assert.deepEqual(complaints(read('upSampling2d', { size: 2 }, [[4, 5, 3]])), ['dropped size']);
    assert.deepEqual(complaints(read('upSampling2d', { size: [2, 2] }, [[4, 5, 3]])), []);
  });

  it('options of Keras, or of other layers', () => {
    const unknown: readonly (readonly [string, Options, number[]])[] = [
      ['globalAveragePooling2d', { keepdims: true }, [4, 6, 5]],
      ['masking', { mask_value: 1 }, [6, 5]],
      ['repeatVector', { times: 2, n: 3 }, [5]],
      ['cropping2D', { cropping: 1, padding: 1 }, [4, 6, 5]],
      ['zeroPadding2d', { data_format: 'channelsFirst' }, [4, 6, 5]],
      ['layerNormalization', { rmsScaling: true }, [5]],
    ];
    for (const [factory, options, input] of unknown) {
      const [strange = ''] = Object.keys(options).filter((key) => !isRead(factory, options, input, key));
      assert.deepEqual(complaints(read(factory, options, [input])), [`unknown ${strange}`], factory);
    }
  });
});

function read(factory: string, options: Options, inputs: readonly (readonly number[])[]): LayerTraits {
  return tfjs.readLayer(declare(factory, options), inputs, 'code');
}

function complaints({ problems }: LayerTraits): string[] {
  return problems.map((problem: Problem) =>
    problem.kind === 'droppedArgument' ? `dropped ${problem.argument}` : `unknown ${problem.written}`,
  );
}

/** Whether TF.js asks for the option. */
function isRead(factory: string, options: Options, input: readonly number[], key: string): boolean {
  let asked = false;
  const watched = new Proxy(options, {
    get(target, name) {
      asked ||= name === key;
      return Reflect.get(target, name);
    },
  });
  buildLayer(factory, watched, [input]);
  return asked;
}

function isTried(factory: string): boolean {
  return CASES.some(([tried]) => tried === factory);
}

/** `Layer` and the like, for users to derive from. */
function isClass(value: unknown): boolean {
  const prototype: unknown = typeof value === 'function' ? value.prototype : null;
  return prototype instanceof tf.serialization.Serializable;
}
