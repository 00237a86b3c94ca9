import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { sizes } from '../../src/model/shape.ts';
import { createNetwork } from '../../src/simulation/network.ts';
import { fillNormal } from '../../src/simulation/random/elements.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { finished } from '../../src/simulation/slices.ts';
import { dotProduct } from '../builders/attention.ts';
import { graphOf, node, sequential } from '../builders/graph.ts';
import { batchNormalization, dense, input as entry, layerNormalization } from '../builders/layers.ts';
import { cropping, permute, repeatVector, rescaling, timeDistributed, upSampling } from '../builders/rearranging.ts';
import {
  ALL_STEPS,
  bidirectional,
  cellAlone,
  convLstm,
  convRecurrent,
  gru,
  LAST_STEP,
  lstm,
  recurrent,
  simple,
  stackOf,
} from '../builders/recurrent.ts';
import type { Sampler } from '../builders/samplers.ts';
import { plain, type Sketch } from '../builders/sketch.ts';
import {
  convolution,
  depthwise,
  globalPooling,
  pooling,
  separable,
  transposed,
  windowOf,
} from '../builders/windows.ts';
import { uniformElements } from './harness/uniform-elements.ts';

/** Every operator with the very weights of a TensorFlow.js layer: the outputs have to be the same numbers. */

const BATCH = 3;
const UNIFORM: Sampler = () => ({ family: 'uniform', low: -1, high: 1 });

/** Kernels only, in the order of our roles. */
const CELL = { useBias: false } as const;

const HARD = { name: 'hardSigmoid', slope: 0.2 } as const;

const MERGES = { concat: 'concatenate', sum: 'sum', mul: 'multiply', ave: 'average' } as const;

type Case = readonly [name: string, input: readonly number[], ours: Sketch, theirs: () => tf.layers.Layer];

const CASES: readonly Case[] = [
  ['dense over time steps', [4, 5], dense(3, UNIFORM), () => tf.layers.dense({ units: 3 })],
  ['conv2d, same', [5, 6, 2], convolution(4, UNIFORM), () => conv2d({ padding: 'same' })],
  [
    'conv2d, same, stride 2 on an even size',
    [6, 6, 2],
    convolution(4, UNIFORM, undefined, { strides: [2, 2] }),
    () => conv2d({ padding: 'same', strides: 2 }),
  ],
  [
    'conv2d, valid, strides 2 and 3',
    [7, 8, 2],
    convolution(4, UNIFORM, undefined, { padding: 'valid', strides: [2, 3] }),
    () => conv2d({ padding: 'valid', strides: [2, 3] }),
  ],
  [
    'conv2d, dilated',
    [7, 7, 2],
    convolution(4, UNIFORM, undefined, { dilation: [2, 2] }),
    () => conv2d({ padding: 'same', dilationRate: 2 }),
  ],
  [
    'conv1d',
    [8, 2],
    convolution(4, UNIFORM, undefined, { size: [3] }),
    () => tf.layers.conv1d({ filters: 4, kernelSize: 3, padding: 'same' }),
  ],
  [
    'conv3d',
    [4, 4, 4, 2],
    convolution(4, UNIFORM, undefined, { size: [3, 3, 3], padding: 'valid' }),
    () => tf.layers.conv3d({ filters: 4, kernelSize: 3, padding: 'valid' }),
  ],
  [
    'depthwiseConv2d',
    [5, 5, 3],
    depthwise(2, UNIFORM),
    () => tf.layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
  ],
  [
    'separableConv2d',
    [5, 5, 3],
    separable(4, 2, UNIFORM),
    () => tf.layers.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
  ],
  [
    'conv2dTranspose, same',
    [3, 4, 2],
    transposed(4, UNIFORM, undefined, { strides: [2, 2] }),
    () => tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
  ],
  [
    'conv2dTranspose, valid',
    [3, 4, 2],
    transposed(4, UNIFORM, undefined, { strides: [2, 2], padding: 'valid' }),
    () => tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'valid' }),
  ],
  [
    'maxPooling2d, same',
    [5, 5, 2],
    pooling('max', { size: [3, 3], strides: [2, 2], padding: 'same' }),
    () => tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  ],
  [
    'averagePooling2d, same: the padding does not count',
    [5, 5, 2],
    pooling('average', { size: [3, 3], strides: [2, 2], padding: 'same' }),
    () => tf.layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  ],
  ['globalAveragePooling2d', [3, 4, 2], globalPooling('average'), () => tf.layers.globalAveragePooling2d({})],
  ['globalMaxPooling2d', [3, 4, 2], globalPooling('max'), () => tf.layers.globalMaxPooling2d({})],
  [
    'zeroPadding2d',
    [2, 3, 2],
    plain(
      {
        kind: 'zeroPadding',
        amounts: [
          [1, 2],
          [0, 1],
        ],
        channels: 'last',
      },
      () => [5, 4, 2],
    ),
    () =>
      tf.layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 1],
        ],
      }),
  ],
  ['permute', [3, 4, 2], permute([2, 0, 1]), () => tf.layers.permute({ dims: [3, 1, 2] })],
  ['repeatVector', [4], repeatVector(3), () => tf.layers.repeatVector({ n: 3 })],
  ['upSampling2d', [2, 3, 2], upSampling([2, 3]), () => tf.layers.upSampling2d({ size: [2, 3] })],
  [
    'upSampling2d, bilinear',
    [3, 4, 2],
    upSampling([2, 3], 'last', 'bilinear'),
    () => tf.layers.upSampling2d({ size: [2, 3], interpolation: 'bilinear' }),
  ],
  [
    'upSampling2d, bilinear, channels first',
    [2, 3, 4],
    upSampling([2, 2], 'first', 'bilinear'),
    () => tf.layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear', dataFormat: 'channelsFirst' }),
  ],
  [
    'convLstm2d, valid, all steps',
    [3, 6, 5, 2],
    convRecurrent(convLstm(3, windowOf({ padding: 'valid' }), HARD), ALL_STEPS, UNIFORM),
    () => tf.layers.convLstm2d({ ...CELL, filters: 3, kernelSize: 3, padding: 'valid', returnSequences: true }),
  ],
  [
    'convLstm2d, same, backwards',
    [3, 4, 5, 2],
    convRecurrent(convLstm(3, windowOf({})), { ...LAST_STEP, goBackwards: true }, UNIFORM),
    () =>
      tf.layers.convLstm2d({
        ...CELL,
        filters: 3,
        kernelSize: 3,
        padding: 'same',
        recurrentActivation: 'sigmoid',
        goBackwards: true,
      }),
  ],
  [
    'cropping2D',
    [5, 4, 2],
    cropping([
      [1, 2],
      [0, 1],
    ]),
    () =>
      tf.layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
  ],
  ['rescaling', [5], rescaling(0.5, -1), () => tf.layers.rescaling({ scale: 0.5, offset: -1 })],
  [
    'timeDistributed',
    [3, 5],
    timeDistributed(dense(4, UNIFORM)),
    () => tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 4 }) }),
  ],
  ['simpleRNN', [4, 3], recurrent(simple(5), LAST_STEP, UNIFORM), () => tf.layers.simpleRNN({ ...CELL, units: 5 })],
  [
    'lstm, all steps',
    [4, 3],
    recurrent(lstm(5), ALL_STEPS, UNIFORM),
    () => tf.layers.lstm({ ...CELL, units: 5, recurrentActivation: 'sigmoid', returnSequences: true }),
  ],
  [
    'lstm with hard sigmoids, backwards',
    [4, 3],
    recurrent(lstm(5, { name: 'hardSigmoid', slope: 0.2 }), { ...LAST_STEP, goBackwards: true }, UNIFORM),
    () => tf.layers.lstm({ ...CELL, units: 5, goBackwards: true }),
  ],
  [
    'gru, all steps, backwards',
    [4, 3],
    recurrent(gru(5, false), { ...ALL_STEPS, goBackwards: true }, UNIFORM),
    () =>
      tf.layers.gru({
        ...CELL,
        units: 5,
        recurrentActivation: 'sigmoid',
        returnSequences: true,
        goBackwards: true,
      }),
  ],
  [
    'rnn of two cells',
    [4, 3],
    stackOf([lstm(5), gru(4, false)], ALL_STEPS, UNIFORM),
    () =>
      tf.layers.rnn({
        cell: [
          tf.layers.lstmCell({ ...CELL, units: 5, recurrentActivation: 'sigmoid' }),
          tf.layers.gruCell({ ...CELL, units: 4, recurrentActivation: 'sigmoid' }),
        ],
        returnSequences: true,
      }),
  ],
  ...(['concat', 'sum', 'mul', 'ave'] as const).map(
    (mergeMode): Case => [
      `bidirectional, ${mergeMode}`,
      [4, 3],
      bidirectional(simple(5), ALL_STEPS, MERGES[mergeMode], UNIFORM),
      () => {
        const layer = tf.layers.simpleRNN({ ...CELL, units: 5, returnSequences: true });
        return tf.layers.bidirectional({ layer: layer as tf.RNN, mergeMode });
      },
    ],
  ),
  ['batchNormalization of a batch', [3, 2, 4], batchNormalization(1e-3), () => tf.layers.batchNormalization({})],
  ['layerNormalization', [3, 6], layerNormalization(1e-3), () => tf.layers.layerNormalization({})],
];

function conv2d(options: Omit<Parameters<typeof tf.layers.conv2d>[0], 'filters' | 'kernelSize'>) {
  return tf.layers.conv2d({ filters: 4, kernelSize: 3, ...options });
}

describe('operators against TensorFlow.js with the same weights', () => {
  before(() => tf.setBackend('cpu'));

  for (const [name, shape, sketch, create] of CASES) {
    it(`computes ${name}`, () => {
      const { layers } = finished(createNetwork(sequential(shape, [sketch]), BATCH));
      const [input, layer] = layers;
      assert.ok(input !== undefined && layer !== undefined && layer.operator !== null);
      fillNormal(input.output.value, 0, 1, streamFor(name));
      for (const _ of layer.operator.draw((role) => streamFor(name, role)) ?? []);
      for (const _ of layer.operator.forward() ?? []);

      const own = layer.layer.weights.filter(({ role }) => role !== 'gamma' && role !== 'beta');
      const roles = [
        ...own.map(({ role }) => role),
        ...layer.layer.parts.flatMap(({ id, weights }) => weights.map(({ role }) => `${id.split('/').at(-1)}/${role}`)),
      ];
      const expected = theirOutput(create(), [BATCH, ...shape], input.output.value, name, roles);
      assertSame(layer.output.value, expected);
    });
  }
});

describe('operators of several inputs against TensorFlow.js', () => {
  before(() => tf.setBackend('cpu'));

  for (const axes of [1, 2] as const) {
    it(`compute cosines along axis ${axes}`, () => {
      const shapes =
        axes === 1
          ? ([
              [4, 3],
              [4, 5],
            ] as const)
          : ([
              [4, 3],
              [5, 3],
            ] as const);
      const along = axes - 1;
      const { ours, inputs } = run('cosines', shapes, dotProduct([along, along], axes === 1 ? [3, 5] : [4, 5], true));
      const theirs = tf.tidy(() => {
        const tensors = inputs.map((values, i) => tf.tensor(values.slice(), [BATCH, ...(shapes[i] ?? [])]));
        return firstTensor(tf.layers.dot({ axes, normalize: true }).apply(tensors)).dataSync();
      });
      assertSame(ours, theirs);
    });
  }

  for (const [name, sketch, create] of [
    ['simpleRNNCell', cellAlone(simple(5), UNIFORM), () => tf.layers.simpleRNNCell({ ...CELL, units: 5 })],
    ['gruCell', cellAlone(gru(5, false, HARD), UNIFORM), () => tf.layers.gruCell({ ...CELL, units: 5 })],
    ['lstmCell', cellAlone(lstm(5, HARD), UNIFORM), () => tf.layers.lstmCell({ ...CELL, units: 5 })],
  ] as const) {
    it(`compute a step of ${name} from states that are given`, () => {
      const shapes = name === 'lstmCell' ? [[3], [5], [5]] : [[3], [5]];
      const { ours, inputs, weights } = run(name, shapes, sketch);
      const theirs = tf.tidy(() => {
        const cell = create();
        cell.build([null, 3]);
        weights.forEach(([role, values], i) => {
          const kernel = cell.weights[i];
          assert.ok(kernel !== undefined, role);
          kernel.write(
            tf.tensor(
              values,
              kernel.shape.map((size) => size ?? 1),
            ),
          );
        });
        const tensors = inputs.map((values, i) => tf.tensor(values.slice(), [BATCH, ...(shapes[i] ?? [])]));
        return firstTensor(cell.call(tensors, {})).dataSync();
      });
      assertSame(ours, theirs);
    });
  }
});

/** Our layer with drawn inputs and kernels. */
function run(name: string, shapes: readonly (readonly number[])[], sketch: Sketch) {
  const ids = shapes.map((_, i) => `in${i}`);
  const graph = graphOf([...ids.map((id, i) => node(id, entry(shapes[i] ?? []))), node('layer', sketch, ...ids)]);
  const { layers } = finished(createNetwork(graph, BATCH));
  const inputs = layers.slice(0, -1).map(({ output }, i) => {
    fillNormal(output.value, 0, 1, streamFor(name, i));
    return output.value;
  });
  const last = layers.at(-1);
  assert.ok(last?.operator);
  const weights: [role: string, values: Float32Array][] = last.layer.weights.map(({ role, shape }) => {
    const stream = streamFor(name, role);
    const length = sizes(shape).reduce((a, b) => a * b, 1);
    return [role, uniformElements(length, stream)];
  });
  for (const _ of last.operator.draw((role) => streamFor(name, role)) ?? []);
  for (const _ of last.operator.forward() ?? []);
  return { ours: last.output.value, inputs, weights };
}

function firstTensor(value: tf.Tensor | tf.Tensor[] | tf.SymbolicTensor | tf.SymbolicTensor[]): tf.Tensor {
  const [first] = Array.isArray(value) ? value : [value];
  assert.ok(first instanceof tf.Tensor);
  return first;
}

/** Theirs sums in float32: 1e-6 of sums of tens of products. */
function assertSame(ours: Float32Array, theirs: ArrayLike<number>): void {
  assert.equal(ours.length, theirs.length);
  ours.forEach((value, i) => {
    assert.ok(Math.abs(value - (theirs[i] ?? Number.NaN)) < 2e-5, `element ${i}: ${value} for ${theirs[i]}`);
  });
}

/** The layer's kernels get the numbers that ours drew, in the order of their roles; all else is at its default. */
function theirOutput(
  layer: tf.layers.Layer,
  shape: readonly number[],
  values: Float32Array,
  name: string,
  roles: readonly string[],
): ArrayLike<number> {
  return tf.tidy(() => {
    layer.build([null, ...shape.slice(1)]);
    roles.forEach((role, i) => {
      const kernel = layer.weights[i];
      assert.ok(kernel !== undefined, `${name} has a ${role}`);
      const size = kernel.shape.map((dimension) => dimension ?? 1);
      const stream = streamFor(name, role);
      const drawn = uniformElements(
        size.reduce((a, b) => a * b, 1),
        stream,
      );
      kernel.write(tf.tensor(drawn, size));
    });
    const output = layer.call(tf.tensor(values.slice(), [...shape]), { training: true });
    const [tensor] = Array.isArray(output) ? output : [output];
    assert.ok(tensor !== undefined);
    return tensor.dataSync();
  });
}
