import assert from 'node:assert/strict';
import type { ModelGraph } from '../../src/model/graph.ts';
import { additiveAttention, dotAttention, multiHeadAttention } from '../builders/attention.ts';
import { graphOf, node, sequential } from '../builders/graph.ts';
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
} from '../builders/layers.ts';
import {
  groupNormalization,
  merge,
  permute,
  rescaling,
  rmsNormalization,
  upSampling,
} from '../builders/rearranging.ts';
import { ALL_STEPS, convLstm, convRecurrent, gru, LAST_STEP, lstm, recurrent, simple } from '../builders/recurrent.ts';
import { glorotUniform, heNormal, heTruncated } from '../builders/samplers.ts';
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
import { application } from './applications.ts';
import { prepareCounting } from './harness/counting/count-operators.ts';
import { CountedSimulation } from './harness/counting/counted-simulation.ts';

/**
 * Milliseconds of a slow machine (harness/counting/slow-machine.ts) between two pauses. The worker looks for messages when
 * 12 ms are over, so that a cancel is heard within 12 ms and one such slice: well under 50. No clock is asked: what was
 * really executed is counted, and so the test says the same on every machine and under any load.
 */
const LONGEST = 20;

/** The panel's default. */
const BATCH = 32;

/** Enough to make one layer's work long. */
const FEW = { compiled: 16, plain: 4 };

const ORTHOGONAL = () => ({ family: 'orthogonal', gain: 1 }) as const;

const MODELS: readonly (readonly [string, () => ModelGraph])[] = [
  ['ResNet50 at 64 x 64', () => application('ResNet50', 64)],
  ['DenseNet121', () => application('DenseNet121', 224)],
  ['InceptionV3', () => application('InceptionV3', 299)],
  [
    'an MLP of 20 x 4096',
    () =>
      sequential(
        [4096],
        Array.from({ length: 20 }, () => dense(4096, heTruncated, { name: 'relu' })),
      ),
  ],
  ['an LSTM of 256 over 50 steps', () => sequential([50, 256], [recurrent(lstm(256), ALL_STEPS, ORTHOGONAL)])],
];

const IMAGE = [64, 64, 16];
const GELU = { name: 'gelu', approximate: false } as const;

/** One layer of each kind, so large that it would be far too long in one piece. */
const LAYERS: readonly (readonly [string, readonly number[], Sketch])[] = [
  ['dense, drawn', [64, 256], dense(256, glorotUniform)],
  ['dense, undrawn', [8192], dense(8192, heNormal)],
  ['dense, undrawn and orthogonal', [8192], dense(8192, ORTHOGONAL)],
  ['convolution', [32, 32, 32], convolution(64, heNormal)],
  ['convolution, channels first', [16, 32, 32], convolution(16, heNormal, undefined, { channels: 'first' })],
  ['convolution in groups', [32, 32, 32], convolution(64, heNormal, undefined, { groups: 4 })],
  ['convolution with a large kernel', [4, 4, 512], convolution(512, heNormal)],
  ['depthwise', IMAGE, depthwise(1, heNormal)],
  ['depthwise with a multiplier', IMAGE, depthwise(2, heNormal)],
  ['separable', IMAGE, separable(16, 1, heNormal)],
  ['transposed', [32, 32, 16], transposed(16, heNormal, undefined, { strides: [2, 2] })],
  ['max pooling', IMAGE, pooling('max')],
  ['average pooling', IMAGE, pooling('average')],
  ['global max pooling', IMAGE, globalPooling('max')],
  ['global average pooling', IMAGE, globalPooling('average')],
  ['batch normalisation', IMAGE, batchNormalization()],
  ['layer normalisation', IMAGE, layerNormalization()],
  ['group normalisation', IMAGE, groupNormalization(4, 2)],
  ['root mean square', IMAGE, rmsNormalization([2])],
  ['relu', IMAGE, activation({ name: 'relu' })],
  ['gelu', IMAGE, activation(GELU)],
  ['softmax', IMAGE, activation({ name: 'softmax' })],
  ['dropout', IMAGE, dropout(0.5)],
  ['Gaussian noise', IMAGE, plain({ kind: 'gaussianNoise', stddev: 0.4 })],
  ['flatten', IMAGE, flatten()],
  ['permutation', IMAGE, permute([2, 0, 1])],
  ['upsampling', [32, 32, 16], upSampling([2, 2])],
  ['interpolation', [32, 32, 16], upSampling([2, 2], 'last', 'bilinear')],
  ['rescaling', IMAGE, rescaling(0.5, 1)],
  ['simple recurrent', [30, 128], recurrent(simple(256), ALL_STEPS, glorotUniform)],
  ['LSTM', [20, 128], recurrent(lstm(256), ALL_STEPS, glorotUniform)],
  ['LSTM with many units', [2, 64], recurrent(lstm(2048), LAST_STEP, glorotUniform)],
  ['GRU', [20, 128], recurrent(gru(256, false), LAST_STEP, glorotUniform)],
  ['convolutional LSTM', [4, 16, 16, 4], convRecurrent(convLstm(16, windowOf({})), ALL_STEPS, glorotUniform)],
];

const MANY = [256, 32];

const GRAPHS: readonly (readonly [string, ModelGraph])[] = [
  ...LAYERS.map(([name, shape, sketch]) => [name, sequential(shape, [sketch])] as const),
  ['addition', graphOf([node('in', input(IMAGE)), node('sum', add(), 'in', 'in')])],
  ['product', graphOf([node('in', input(IMAGE)), node('product', merge('multiply'), 'in', 'in')])],
  ['maximum', graphOf([node('in', input(IMAGE)), node('larger', merge('maximum'), 'in', 'in')])],
  ['concatenation', graphOf([node('in', input(IMAGE)), node('both', concatenate(), 'in', 'in')])],
  ['attention', graphOf([node('in', input(MANY)), node('out', dotAttention(), 'in', 'in')])],
  [
    'additive attention',
    graphOf([node('in', input([64, 32])), node('out', additiveAttention(glorotUniform), 'in', 'in')]),
  ],
  [
    'attention of several heads',
    graphOf([node('in', input(MANY)), node('out', multiHeadAttention(4, 32, 32, glorotUniform), 'in', 'in')]),
  ],
];

describe('a slice of the simulation', function () {
  this.timeout(60_000);
  let simulation: CountedSimulation;

  before(async () => {
    await prepareCounting();
    simulation = new CountedSimulation();
  });

  for (const [name, graph] of MODELS) {
    it(`is short, from the first to the last, of ${name}`, () => {
      const { longest, total } = simulation.run(graph(), BATCH, 'compiled');
      assert.ok(total > 20 * LONGEST, `${total} ms in all`);
      assert.ok(longest < LONGEST, `${longest.toFixed(1)} ms`);
    });
  }

  for (const kernels of ['compiled', 'plain'] as const) {
    for (const [name, graph] of GRAPHS) {
      it(`is short of a large layer in ${kernels === 'plain' ? 'plain JavaScript' : 'compiled kernels'}: ${name}`, () => {
        const { longest, total } = simulation.run(graph, FEW[kernels], kernels);
        // In one piece it would be found.
        assert.ok(total > LONGEST, `${total} ms in all`);
        assert.ok(longest < LONGEST, `${longest.toFixed(1)} ms of ${total.toFixed(0)}`);
      });
    }
  }
});
