import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../src/dialects/dialect.ts';
import { dialects } from '../../../src/dialects/index.ts';
import { declare, object, type Plain, unknown } from './declare.ts';

const { tfjs, keras2, keras3 } = dialects;

function options(traits: LayerTraits): object[] {
  return traits.problems.map((problem) =>
    problem.kind === 'unknownOption'
      ? { written: problem.written, suggestion: problem.suggestion, consequence: problem.consequence }
      : problem,
  );
}

function dense(written: Readonly<Record<string, Plain>>, inputs: readonly (readonly number[])[] = [[5]]): LayerTraits {
  return tfjs.readLayer(declare('dense', { units: 3, ...written }), inputs, 'code');
}

describe('isLayer', () => {
  it('knows factories in code and classes in JSON', () => {
    assert.ok(tfjs.isLayer('conv2d', 'code') && tfjs.isLayer('Conv2D', 'json'));
    assert.ok(!tfjs.isLayer('Conv2D', 'code') && !tfjs.isLayer('conv2d', 'json'));
    assert.ok(tfjs.isLayer('bidirectional', 'code') && keras3.isLayer('MultiHeadAttention', 'json'));
    assert.ok(keras2.isLayer('MaxPool2D', 'code') && !keras2.isLayer('MaxPool2D', 'json'));
    assert.ok(keras2.isLayer('ThresholdedReLU', 'json') && !keras3.isLayer('ThresholdedReLU', 'json'));
    assert.ok(!keras3.isLayer('Sequential', 'json'));
  });
});

describe('readLayer', () => {
  it('reads what every layer may say', () => {
    const traits = dense({ name: 'hidden', trainable: false, weights: unknown('trained') });
    const { name, trainable, weightsGiven, className, problems } = traits;
    assert.deepEqual(
      { name, trainable, weightsGiven, className, problems },
      { name: 'hidden', trainable: false, weightsGiven: true, className: 'Dense', problems: [] },
    );
  });

  it("takes a first layer's own input shape, in any of its spellings", () => {
    const shapes = [{ inputShape: [4, 5] }, { batchInputShape: [null, 4, 5] }, { inputShape: 5 }, { inputDim: 5 }];
    assert.deepEqual(
      shapes.map((shape) => [dense(shape, []).inputShape, dense(shape, []).outputShape]),
      [
        [
          [4, 5],
          [4, 3],
        ],
        [
          [4, 5],
          [4, 3],
        ],
        [[5], [3]],
        [[5], [3]],
      ],
    );
    assert.deepEqual(dense({ inputShape: [7] }, [[5]]).weights[0]?.shape, [5, 3], 'what enters decides');
    const json = declare('InputLayer', { batch_shape: [null, 8], name: 'x' });
    assert.deepEqual(keras3.readLayer(json, [], 'json').inputShape, [8]);
  });

  it('assumes a size that the model leaves open, and says so', () => {
    const traits = dense({ inputShape: [null, 5] }, []);
    assert.deepEqual(traits.outputShape, [{ name: 'inputShape[0]', assumed: 28 }, 3]);
    assert.deepEqual(
      traits.unknowns.map(({ name, assumed }) => ({ name, assumed })),
      [{ name: 'inputShape[0]', assumed: 28 }],
    );
  });

  it('assumes numbers that cannot be read, under the names that the user can set', () => {
    const { operation, outputShape, unknowns } = tfjs.readLayer(
      declare('conv2d', { filters: unknown('width'), kernelSize: unknown('k'), padding: 'same' }),
      [[8, 8, 3]],
      'code',
    );
    assert.ok(operation.kind === 'convolution');
    assert.deepEqual([operation.filters, operation.window.size], [32, [3, 3]]);
    assert.deepEqual(outputShape, [8, 8, { name: 'width', assumed: 32 }]);
    assert.deepEqual(
      unknowns.map(({ name, assumed }) => [name, assumed]),
      [
        ['width', 32],
        ['k', 3],
      ],
    );
  });

  it('assumes an input where none is known', () => {
    const { outputShape, unknowns, weights } = tfjs.readLayer(
      declare('conv1d', { filters: 4, kernelSize: 3 }),
      [null],
      'code',
    );
    assert.deepEqual(outputShape, [26, 4]);
    assert.deepEqual(weights[0]?.shape, [3, 3, 4]);
    assert.deepEqual(
      unknowns.map(({ what }) => what),
      ['The shape of its input is not known: [28, 3] is assumed.'],
    );
  });

  it('finds options that are dropped, and what they mean', () => {
    const found = (written: string) => options(dense({ [written]: 'heNormal' }));
    const expected = (written: string, suggestion: string | null) => [{ written, suggestion, consequence: 'dropped' }];
    assert.deepEqual(found('kernel_initializer'), expected('kernel_initializer', 'kernelInitializer'));
    assert.deepEqual(found('kernelInitialiser'), expected('kernelInitialiser', 'kernelInitializer'));
    assert.deepEqual(found('initialization'), expected('initialization', 'kernelInitializer'));
    assert.deepEqual(found('dropout'), expected('dropout', null));
    assert.deepEqual(options(dense({ shape: [5] })).length, 1, 'the name of an option of tf.input');
    const depthwise = declare('depthwiseConv2d', { kernelSize: 3, kernelInitializer: 'heNormal' });
    assert.deepEqual(options(tfjs.readLayer(depthwise, [[8, 8, 3]], 'code')), [
      { written: 'kernelInitializer', suggestion: 'depthwiseInitializer', consequence: 'dropped' },
    ]);
    const separable = declare('separableConv2d', { filters: 3, kernelSize: 3, kernelInitializer: 'heNormal' });
    assert.deepEqual(options(tfjs.readLayer(separable, [[8, 8, 3]], 'code')), [
      { written: 'kernelInitializer', suggestion: 'depthwiseInitializer', consequence: 'throws' },
    ]);
    assert.deepEqual(options(tfjs.readLayer(declare('leakyReLU', { negativeSlope: 0.1 }), [[3]], 'code')), [
      { written: 'negativeSlope', suggestion: 'alpha', consequence: 'dropped' },
    ]);
  });

  it('reports in JSON only what looks misspelt', () => {
    const config = { units: 3, kernel_initialiser: 'zeros', build_config: object('x') };
    const read = keras3.readLayer(declare('Dense', config), [[5]], 'json');
    assert.deepEqual(options(read), [
      { written: 'kernel_initialiser', suggestion: 'kernel_initializer', consequence: 'throws' },
    ]);
  });

  it('passes the signal of a layer that is not covered, and says so', () => {
    const { operation, outputShape, problems } = tfjs.readLayer(
      declare('rnn', { cell: unknown('makeCell()'), returnSequences: true, whatever: 1 }),
      [[6, 5]],
      'code',
    );
    assert.ok(operation.kind === 'opaque');
    assert.equal(operation.className, 'RNN');
    assert.match(operation.reason, /^The cell cannot be read: `makeCell\(\)` is not known here/);
    assert.equal(outputShape, null);
    assert.deepEqual(problems, []);
  });

  it('never throws, whatever the values', () => {
    const nonsense: Plain[] = [
      '',
      'x',
      -1,
      0,
      true,
      null,
      [],
      [[1], 'a'],
      { a: 1 },
      unknown('u'),
      object('Nope'),
      [unknown('v')],
    ];
    const keys = [
      'units',
      'filters',
      'kernelSize',
      'strides',
      'padding',
      'axis',
      'targetShape',
      'rate',
      'cropping',
      'dims',
    ];
    const more = [
      'inputShape',
      'batchInputShape',
      'activation',
      'kernelInitializer',
      'sharedAxes',
      'poolSize',
      'size',
      'name',
    ];
    const factories = [
      'dense',
      'conv2d',
      'separableConv2d',
      'conv2dTranspose',
      'prelu',
      'batchNormalization',
      'reshape',
    ];
    const others = [
      'zeroPadding2d',
      'maxPooling1d',
      'concatenate',
      'add',
      'cropping2D',
      'permute',
      'embedding',
      'input',
      'nope',
    ];
    for (const factory of [...factories, ...others]) {
      for (const value of nonsense) {
        const all = Object.fromEntries([...keys, ...more].map((key) => [key, value]));
        for (const inputs of [[], [null], [[]], [[4]], [[9, 9, 3]], [[4], null]]) {
          const { outputShape } = tfjs.readLayer(declare(factory, all), inputs, 'code');
          assert.ok(outputShape === null || Array.isArray(outputShape));
        }
      }
    }
  });
});
