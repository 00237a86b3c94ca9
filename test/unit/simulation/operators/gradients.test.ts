import type { Activation } from '../../../../src/model/activation.ts';
import { SMOOTH_INTERPOLATIONS } from '../../../../src/model/interpolation.ts';
import {
  additiveAttention,
  dotAttention,
  dotProduct,
  einsum,
  einsumDense,
  multiHeadAttention,
} from '../../../builders/attention.ts';
import { graphOf, node, sequential } from '../../../builders/graph.ts';
import {
  activation,
  add,
  batchNormalization,
  concatenate,
  dense,
  dropout,
  flatten,
  input,
  layerNormalization,
} from '../../../builders/layers.ts';
import {
  cropping,
  groupNormalization,
  merge,
  permute,
  repeatVector,
  rescaling,
  rmsNormalization,
  timeDistributed,
  unitNormalization,
  upSampling,
} from '../../../builders/rearranging.ts';
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
} from '../../../builders/recurrent.ts';
import { constant } from '../../../builders/samplers.ts';
import { plain, type Sketch } from '../../../builders/sketch.ts';
import {
  type ConvolutionOptions,
  convolution,
  depthwise,
  globalPooling,
  pooling,
  separable,
  transposed,
  windowOf,
} from '../../../builders/windows.ts';
import { checkGradients, uniformKernel } from './gradient-check.ts';

/** Linear in every input element and weight: differences are exact but for float32 rounding, 1e-7 / step of the sums. */
const LINEAR = { step: 0.5, tolerance: 1e-4 };
/** Curved: the step's square times the third derivative as well. */
const CURVED = { step: 1e-2, tolerance: 1e-2 };
/** Away from kinks and ties for the drawn values. */
const KINKED = { step: 1e-3, tolerance: 1e-2 };

const BACKWARDS = { ...ALL_STEPS, goBackwards: true };

/** Its products, of the state too, at the edges of an image. */
const IMAGE_CELL = convLstm(2, windowOf({ padding: 'valid', size: [3, 2] }));

const BIAS = { bias: constant(0.3) };

const LAYERS: readonly (readonly [string, readonly number[], Sketch, { step: number; tolerance: number }])[] = [
  ['dense', [5], dense(4, uniformKernel, undefined, BIAS), LINEAR],
  ['dense over time steps', [3, 5], dense(4, uniformKernel), LINEAR],
  ['max pooling', [6, 6, 2], pooling('max', { size: [3, 3], strides: [2, 2], padding: 'same' }), KINKED],
  ['max pooling, channels first', [2, 6, 6], pooling('max', { channels: 'first' }), KINKED],
  ['average pooling', [5, 5, 2], pooling('average', { size: [3, 3], strides: [2, 2], padding: 'same' }), LINEAR],
  ['global average pooling', [3, 4, 2], globalPooling('average'), LINEAR],
  ['global max pooling', [3, 4, 2], globalPooling('max'), KINKED],
  ['batch normalisation', [3, 2, 4], batchNormalization(1e-3, constant(1.5), constant(0.2)), CURVED],
  ['layer normalisation', [2, 6], layerNormalization(1e-3, constant(1.5), constant(0.2)), CURVED],
  ['dropout', [20], dropout(0.4), LINEAR],
  ['spatial dropout', [4, 4, 6], plain({ kind: 'dropout', rate: 0.4, spatial: true }), LINEAR],
  ['Gaussian dropout', [20], plain({ kind: 'gaussianDropout', rate: 0.4 }), LINEAR],
  ['Gaussian noise', [20], plain({ kind: 'gaussianNoise', stddev: 0.4 }), LINEAR],
  ['alpha dropout', [20], plain({ kind: 'alphaDropout', rate: 0.4 }), LINEAR],
  ['flatten', [2, 3, 2], flatten(), LINEAR],
  ['reshape', [12], plain({ kind: 'reshape', target: [3, 4] }, () => [3, 4]), LINEAR],
  [
    'zero padding',
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
    LINEAR,
  ],
  [
    'zero padding, channels first',
    [2, 2, 3],
    plain(
      {
        kind: 'zeroPadding',
        amounts: [
          [1, 2],
          [0, 1],
        ],
        channels: 'first',
      },
      () => [2, 5, 4],
    ),
    LINEAR,
  ],
  ['a permutation', [2, 3, 4], permute([2, 0, 1]), LINEAR],
  ['a repeated vector', [4], repeatVector(3), LINEAR],
  ['upsampling', [2, 3, 2], upSampling([2, 3]), LINEAR],
  ['upsampling, channels first', [2, 2, 3], upSampling([2, 1], 'first'), LINEAR],
  [
    'cropping',
    [5, 4, 2],
    cropping([
      [1, 2],
      [0, 1],
    ]),
    LINEAR,
  ],
  ['rescaling', [5], rescaling(0.5, -1), LINEAR],
  ['group normalisation', [3, 2, 6], groupNormalization(3, 2), CURVED],
  ['RMS normalisation', [3, 6], rmsNormalization([1]), CURVED],
  ['unit normalisation', [3, 6], unitNormalization([1]), CURVED],
  ['a dense layer at every time step', [3, 5], timeDistributed(dense(4, uniformKernel, { name: 'tanh' })), CURVED],
  ['a convolution at every time step', [2, 4, 4, 2], timeDistributed(convolution(3, uniformKernel)), LINEAR],
  ['a simple RNN', [4, 3], recurrent(simple(4), LAST_STEP, uniformKernel), CURVED],
  ['a simple RNN, all steps, backwards', [4, 3], recurrent(simple(4), BACKWARDS, uniformKernel), CURVED],
  ['an LSTM', [4, 3], recurrent(lstm(4), LAST_STEP, uniformKernel), CURVED],
  ['an LSTM, all steps', [4, 3], recurrent(lstm(4), ALL_STEPS, uniformKernel), CURVED],
  ['a GRU', [4, 3], recurrent(gru(4, false), LAST_STEP, uniformKernel), CURVED],
  ['a GRU, all steps', [4, 3], recurrent(gru(4, false), ALL_STEPS, uniformKernel), CURVED],
  ['a GRU that resets after', [4, 3], recurrent(gru(4, true), ALL_STEPS, uniformKernel), CURVED],
  ['an einsum layer', [3, 4], einsumDense([2, 3], uniformKernel), LINEAR],
  [
    'an einsum layer that sums two axes in another order',
    [3, 4, 2],
    einsum('abcd,dec->abe', [2, 5, 4], [3, 5], { in: 8, out: 5 }, uniformKernel),
    LINEAR,
  ],
  [
    'an einsum layer whose axes change places, with a kernel of its own for every head',
    [3, 4, 2],
    einsum('abcd,cde->aceb', [4, 2, 5], [4, 5, 3], { in: 2, out: 5 }, uniformKernel),
    LINEAR,
  ],
  [
    'an einsum layer with an ellipsis',
    [3, 4, 2],
    einsum('...x,xy->...y', [2, 5], [3, 4, 5], { in: 2, out: 5 }, uniformKernel),
    LINEAR,
  ],
  ...SMOOTH_INTERPOLATIONS.map((method): (typeof LAYERS)[number] => [
    `upsampling, ${method}`,
    [3, 4, 2],
    upSampling([2, 3], 'last', method),
    LINEAR,
  ]),
  ['upsampling, bilinear, channels first', [2, 2, 3], upSampling([2, 2], 'first', 'bilinear'), LINEAR],
  ['a simple cell alone', [5], cellAlone(simple(4), uniformKernel), CURVED],
  ['an LSTM cell alone', [5], cellAlone(lstm(4), uniformKernel), CURVED],
  ['a GRU cell alone', [5], cellAlone(gru(4, true), uniformKernel), CURVED],
  ['a convolutional LSTM', [3, 4, 4, 2], convRecurrent(IMAGE_CELL, LAST_STEP, uniformKernel), CURVED],
  [
    'a convolutional LSTM, all steps, backwards',
    [3, 4, 4, 2],
    convRecurrent(IMAGE_CELL, BACKWARDS, uniformKernel),
    CURVED,
  ],
  [
    'a convolutional LSTM, channels first',
    [2, 2, 3, 4],
    convRecurrent(convLstm(2, windowOf({ padding: 'same', channels: 'first' })), ALL_STEPS, uniformKernel),
    CURVED,
  ],
  [
    'a convolutional LSTM over signals',
    [3, 5, 2],
    convRecurrent(convLstm(2, windowOf({ size: [3] })), ALL_STEPS, uniformKernel),
    CURVED,
  ],
  ['an opaque layer', [6], plain({ kind: 'opaque', className: 'Mystery', reason: 'It is not covered.' }), LINEAR],
];

const WINDOWS: readonly (readonly [string, readonly number[], ConvolutionOptions])[] = [
  ['same', [5, 4, 2], { padding: 'same' }],
  ['valid, strided', [7, 6, 2], { padding: 'valid', strides: [2, 3] }],
  ['same, strided', [5, 6, 2], { padding: 'same', strides: [2, 2] }],
  ['dilated', [6, 6, 2], { padding: 'valid', dilation: [2, 2] }],
  ['causal', [6, 2], { size: [3], padding: 'causal', dilation: [2] }],
  ['of volumes', [3, 3, 3, 2], { size: [2, 2, 2], padding: 'same' }],
  ['channels first', [2, 5, 4], { channels: 'first' }],
];

const ACTIVATIONS: readonly Activation[] = [
  { name: 'relu' },
  { name: 'relu6' },
  { name: 'leakyRelu', slope: 0.2 },
  { name: 'prelu', slope: 0 },
  { name: 'elu', alpha: 1 },
  { name: 'selu' },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'softplus' },
  { name: 'softsign' },
  { name: 'silu' },
  { name: 'mish' },
  { name: 'gelu', approximate: false },
  { name: 'gelu', approximate: true },
  { name: 'hardSigmoid', slope: 0.2 },
  { name: 'hardSwish' },
  { name: 'exponential' },
  { name: 'thresholdedRelu', theta: 0.5 },
  { name: 'softmax' },
  { name: 'logSoftmax' },
  { name: 'unknown', written: 'f', reason: 'It is computed.' },
];

/** Layers of several kernels: only what reaches the input is held against differences. */
function checkInputGradients(sketch: Sketch): void {
  checkGradients(sequential([4, 3], [sketch]), CURVED.step, CURVED.tolerance, false);
}

describe('gradients against central differences', () => {
  for (const [name, shape, sketch, { step, tolerance }] of LAYERS) {
    it(`of ${name}`, () => checkGradients(sequential(shape, [sketch]), step, tolerance));
  }

  for (const [name, shape, options] of WINDOWS) {
    const check = (sketch: Sketch) => checkGradients(sequential(shape, [sketch]), LINEAR.step, LINEAR.tolerance);
    it(`of a convolution, ${name}`, () => check(convolution(4, uniformKernel, undefined, { ...options, ...BIAS })));
    it(`of a depthwise convolution, ${name}`, () => check(depthwise(2, uniformKernel, undefined, options)));
    it(`of a separable convolution, ${name}`, () => check(separable(3, 2, uniformKernel, undefined, options)));
  }

  it('of a convolution in groups', () => {
    const grouped = convolution(6, uniformKernel, undefined, { groups: 2 });
    checkGradients(sequential([4, 4, 4], [grouped]), LINEAR.step, LINEAR.tolerance);
  });

  for (const padding of ['same', 'valid'] as const) {
    it(`of a transposed convolution, ${padding}`, () => {
      const sketch = transposed(3, uniformKernel, undefined, { padding, strides: [2, 2] });
      checkGradients(sequential([3, 4, 2], [sketch]), LINEAR.step, LINEAR.tolerance);
    });
  }

  it('of attention', () => {
    for (const [name, sketch] of [
      ['dot', dotAttention()],
      ['additive', additiveAttention(constant(0.7))],
      ['heads', multiHeadAttention(2, 3, 4, uniformKernel)],
      ['shared heads', multiHeadAttention(4, 3, 2, uniformKernel, 2)],
    ] as const) {
      const graph = graphOf([
        node('query', input([4, 3])),
        node('value', input([5, 3])),
        node(name, sketch, 'query', 'value'),
      ]);
      checkGradients(graph, KINKED.step, 2 * KINKED.tolerance, false);
    }
  });

  it('of dot products over any axes', () => {
    for (const [axes, shape] of [
      [
        [1, 1],
        [4, 5],
      ],
      [
        [0, 1],
        [3, 5],
      ],
    ] as const) {
      const graph = graphOf([
        node('x', input([4, 3])),
        node('y', input(axes[0] === 1 ? [5, 3] : [5, 4])),
        node('dot', dotProduct(axes, shape), 'x', 'y'),
      ]);
      checkGradients(graph, CURVED.step, CURVED.tolerance);
    }
  });

  it('of cosines', () => {
    const graph = graphOf([
      node('x', input([4, 3])),
      node('y', input([5, 3])),
      node('dot', dotProduct([1, 1], [4, 5], true), 'x', 'y'),
    ]);
    checkGradients(graph, CURVED.step, CURVED.tolerance);
  });

  it('of cells whose states are given', () => {
    const graph = graphOf([
      node('x', input([3])),
      node('state', input([4])),
      node('memory', input([4])),
      node('cell', cellAlone(lstm(4), uniformKernel), 'x', 'state', 'memory'),
    ]);
    checkGradients(graph, CURVED.step, CURVED.tolerance);
  });

  it('of cells on top of one another', () => {
    checkInputGradients(stackOf([lstm(4), gru(3, false)], BACKWARDS, uniformKernel));
  });

  for (const merge of ['concatenate', 'sum', 'multiply', 'average', 'none'] as const) {
    it(`of both directions, ${merge}`, () => {
      for (const unrolling of [LAST_STEP, ALL_STEPS]) {
        checkInputGradients(bidirectional(simple(3), unrolling, merge, uniformKernel));
      }
    });
  }

  for (const own of ACTIVATIONS) {
    it(`of ${JSON.stringify(own)} behind a dense layer`, () => {
      checkGradients(sequential([4], [dense(5, uniformKernel, own)]), KINKED.step, KINKED.tolerance);
    });
  }

  it('of an activation layer', () => {
    checkGradients(sequential([6], [activation({ name: 'tanh' })]), CURVED.step, CURVED.tolerance);
  });

  it('add up where a signal branches, also where a layer is added to itself', () => {
    const graph = graphOf([
      node('in', input([4])),
      node('a', dense(4, uniformKernel, { name: 'tanh' }), 'in'),
      node('b', dense(4, uniformKernel), 'a'),
      node('sum', add(), 'a', 'b', 'a'),
      node('wide', concatenate(), 'sum', 'in', 'b'),
      node('out', dense(3, uniformKernel), 'wide'),
    ]);
    checkGradients(graph, CURVED.step, CURVED.tolerance);
  });

  for (const how of ['average', 'multiply', 'subtract', 'maximum', 'minimum'] as const) {
    it(`of merging by ${how}, a smaller input repeated`, () => {
      const graph = graphOf([
        node('in', input([4, 3])),
        node('a', dense(3, uniformKernel), 'in'),
        node('b', dense(1, uniformKernel, { name: 'sigmoid' }), 'in'),
        node('merged', merge(how), 'a', 'b'),
      ]);
      const { step, tolerance } = how === 'maximum' || how === 'minimum' ? KINKED : CURVED;
      checkGradients(graph, step, tolerance);
    });
  }

  it('of a small network from end to end', () => {
    const graph = sequential(
      [6, 6, 2],
      [
        convolution(3, uniformKernel, { name: 'softplus' }),
        batchNormalization(),
        pooling('average'),
        flatten(),
        dense(3, uniformKernel, { name: 'softmax' }),
      ],
    );
    checkGradients(graph, CURVED.step, 2 * CURVED.tolerance);
  });
});
