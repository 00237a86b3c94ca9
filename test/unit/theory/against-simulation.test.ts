import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { SMOOTH_INTERPOLATIONS } from '../../../src/model/interpolation.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { predict } from '../../../src/theory/predict.ts';
import { additiveAttention, dotAttention, dotProduct, einsum, multiHeadAttention } from '../../builders/attention.ts';
import { graphOf, node, sequential } from '../../builders/graph.ts';
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
} from '../../builders/layers.ts';
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
  zeroPadding,
} from '../../builders/rearranging.ts';
import {
  ALL_STEPS,
  bidirectional,
  cellAlone,
  convLstm,
  convRecurrent,
  dropping,
  embedding,
  gru,
  LAST_STEP,
  lstm,
  recurrent,
  simple,
  stackOf,
} from '../../builders/recurrent.ts';
import { glorotTruncated, glorotUniform, heNormal, heUniform, leCunNormal } from '../../builders/samplers.ts';
import type { Sketch } from '../../builders/sketch.ts';
import {
  convolution,
  depthwise,
  globalPooling,
  pooling,
  separable,
  transposed,
  windowOf,
} from '../../builders/windows.ts';

const RELU = { name: 'relu' } as const;
const BATCH = 16;

function simulated(graph: ModelGraph, seeds: number, seed: number): LayerStatistics[] {
  const simulation = simulate(graph, { seeds, seed, batch: BATCH, input: 'normal' });
  let step = simulation.next();
  while (step.done !== true) step = simulation.next();
  return step.value;
}

function stack(count: number, make: () => readonly Sketch[]): Sketch[] {
  return Array.from({ length: count }, make).flat();
}

function residual(): ModelGraph {
  const nodes = [node('in', input([64]))];
  let previous = 'in';
  for (let block = 0; block < 4; block++) {
    nodes.push(
      node(`a${block}`, dense(64, heNormal, RELU), previous),
      node(`b${block}`, dense(64, heNormal), `a${block}`),
      node(`sum${block}`, add(), `b${block}`, previous),
    );
    previous = `sum${block}`;
  }
  return graphOf(nodes);
}

const DROPS = { input: 0.3, recurrent: 0.3 } as const;
const ALONE = { forward: 0.1, backward: 0.15 };

/**
 * [what, layers, how far theory may be off]. Two recurrent layers on top of one another pass signals on whose
 * neighbouring steps are alike, and the gradient comes back to the last steps mostly.
 */
const RECURRENT: readonly (readonly [string, readonly Sketch[], (typeof NETS)[number][2]])[] = [
  ['a simple RNN', [recurrent(simple(48), LAST_STEP, glorotUniform), dense(8, leCunNormal)], ALONE],
  ['an LSTM', [recurrent(lstm(48), LAST_STEP, glorotUniform), dense(8, leCunNormal)], ALONE],
  ['a GRU', [recurrent(gru(48, false), LAST_STEP, glorotUniform), dense(8, leCunNormal)], ALONE],
  ['a GRU that resets after, all steps', [recurrent(gru(48, true), ALL_STEPS, glorotUniform)], ALONE],
  [
    'an LSTM under another',
    [recurrent(lstm(48), ALL_STEPS, glorotUniform), recurrent(lstm(32), LAST_STEP, glorotUniform)],
    { forward: 0.05, backward: 0.1 },
  ],
  ['stacked cells', [stackOf([lstm(48), gru(32, false)], LAST_STEP, glorotUniform)], ALONE],
  [
    'both directions',
    [bidirectional(lstm(48), ALL_STEPS, 'concatenate', glorotUniform), flatten(), dense(4, leCunNormal)],
    ALONE,
  ],
  [
    'a simple RNN that drops',
    [recurrent(dropping(simple(48), { input: 0.2, recurrent: 0.3 }), ALL_STEPS, glorotUniform)],
    ALONE,
  ],
  [
    'an LSTM that drops, a mask for each gate',
    [
      recurrent(dropping(lstm(48), { input: 0.4, recurrent: 0.4, masks: 'perGate' }), LAST_STEP, glorotUniform),
      dense(8, leCunNormal),
    ],
    ALONE,
  ],
  [
    'an LSTM that drops anew at every step, under another',
    [
      recurrent(dropping(lstm(48), { input: 0.3 }), { ...ALL_STEPS, renewsMasks: true }, glorotUniform),
      recurrent(dropping(lstm(32), { input: 0.3 }), { ...LAST_STEP, renewsMasks: true }, glorotUniform),
    ],
    ALONE,
  ],
  [
    'a GRU that drops in its products',
    [
      recurrent(dropping(gru(48, true), { input: 0.3, recurrent: 0.3, masks: 'perGate' }), LAST_STEP, glorotUniform),
      dense(8, leCunNormal),
    ],
    ALONE,
  ],
  [
    'a GRU that drops what it carries on',
    [recurrent(dropping(gru(48, false), { input: 0.1, recurrent: 0.2, ofCarried: true }), ALL_STEPS, glorotUniform)],
    ALONE,
  ],
  // Its state doubles at every step in the units that its mask keeps, in those most whose update gates stand open.
  [
    'a GRU that drops half of what it carries on',
    [recurrent(dropping(gru(48, false), { recurrent: 0.5, ofCarried: true }), LAST_STEP, glorotUniform)],
    { forward: 0.2, backward: 0.4 },
  ],
  [
    'both directions twice, then one',
    [
      ...stack(2, () => [bidirectional(lstm(32), ALL_STEPS, 'concatenate', glorotUniform)]),
      recurrent(lstm(32), LAST_STEP, glorotUniform),
    ],
    // The gradients of both ways are added as independent: at the input they come out 0.6 of what is drawn.
    { forward: 0.1, backward: 0.5 },
  ],
];

/**
 * [what, graph, how far theory may be off beyond chance]. 5% is what finite widths of 64 and small batches leave of
 * mean-field theory (corrections of order 1 / width a layer); more where the prediction itself states an approximation.
 */
const NETS: readonly (readonly [string, ModelGraph, { readonly forward: number; readonly backward: number }])[] = [
  [
    'relu, uniform',
    sequential(
      [64],
      stack(8, () => [dense(64, heUniform, RELU)]),
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'relu, truncated normal, softmax',
    sequential(
      [64],
      [...stack(6, () => [dense(64, glorotTruncated, RELU)]), dense(10, glorotTruncated, { name: 'softmax' })],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'tanh',
    sequential(
      [64],
      stack(10, () => [dense(64, glorotUniform, { name: 'tanh' })]),
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'sigmoid',
    sequential(
      [64],
      stack(4, () => [dense(64, glorotUniform, { name: 'sigmoid' })]),
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'selu',
    sequential(
      [64],
      stack(8, () => [dense(64, leCunNormal, { name: 'selu' })]),
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'gelu',
    sequential(
      [96],
      stack(5, () => [dense(96, heNormal, { name: 'gelu', approximate: false })]),
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    // 16 examples stand for a batch: their variance's inverse is only roughly that of Gaussians.
    'relu with batch normalisation',
    sequential(
      [64],
      stack(4, () => [dense(64, heNormal), batchNormalization(), activation(RELU)]),
    ),
    { forward: 0.05, backward: 0.2 },
  ],
  [
    'relu with layer normalisation',
    sequential(
      [64],
      stack(4, () => [dense(64, heNormal), layerNormalization(), activation(RELU)]),
    ),
    { forward: 0.05, backward: 0.1 },
  ],
  ['residual blocks', residual(), { forward: 0.05, backward: 0.05 }],
  [
    'branches joined, with dropout',
    graphOf([
      node('in', input([48])),
      node('a', dense(32, heNormal, RELU), 'in'),
      node('b', dense(16, leCunNormal, { name: 'tanh' }), 'in'),
      node('ab', concatenate(), 'a', 'b'),
      node('drop', dropout(0.3), 'ab'),
      node('out', dense(8, leCunNormal), 'drop'),
    ]),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'convolutions with max pooling',
    sequential(
      [12, 12, 3],
      [
        convolution(16, heNormal, RELU),
        convolution(16, heNormal, RELU),
        pooling('max'),
        convolution(16, heNormal, RELU, { padding: 'valid' }),
        flatten(),
        dense(10, glorotUniform),
      ],
    ),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'max pooling twice, once through zeros around the image, and an average',
    sequential(
      [14, 14, 8],
      [
        convolution(32, heNormal, RELU),
        zeroPadding([
          [1, 1],
          [1, 1],
        ]),
        pooling('max'),
        convolution(32, heNormal, RELU),
        convolution(32, heNormal, RELU),
        pooling('max'),
        globalPooling('average'),
        dense(10, glorotUniform),
      ],
    ),
    { forward: 0.1, backward: 0.1 },
  ],
  [
    // The first branch varies a sixteenth as much as the second, and gets sixteen times the gradient.
    'branches of several sizes, joined and normalised',
    graphOf([
      node('in', input([48])),
      node(
        'a',
        dense(32, ({ in: n }) => ({ family: 'normal', mean: 0, stddev: 0.5 / Math.sqrt(n) })),
        'in',
      ),
      node(
        'b',
        dense(64, ({ in: n }) => ({ family: 'normal', mean: 0, stddev: 2 / Math.sqrt(n) })),
        'in',
      ),
      node('c', dense(32, leCunNormal), 'in'),
      node('ab', concatenate(), 'a', 'b'),
      node('abc', concatenate(), 'ab', 'c'),
      node('first', batchNormalization(), 'ab'),
      node('second', batchNormalization(), 'abc'),
      node('relu', activation(RELU), 'second'),
      node('x', dense(96, leCunNormal), 'relu'),
      node('sum', add(), 'x', 'first'),
      node('out', dense(8, leCunNormal), 'sum'),
    ]),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'strided convolutions with average pooling',
    sequential(
      [12, 12, 3],
      [
        convolution(16, heNormal, RELU),
        pooling('average'),
        convolution(24, heNormal, RELU, { strides: [2, 2] }),
        globalPooling('average'),
        dense(10, glorotUniform),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'depthwise, separable and grouped convolutions',
    sequential(
      [8, 8, 8],
      [depthwise(2, heNormal, RELU), separable(16, 1, heNormal, RELU), convolution(16, heNormal, RELU, { groups: 4 })],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'transposed convolutions',
    sequential(
      [4, 4, 16],
      [
        transposed(16, heNormal, RELU, { strides: [2, 2] }),
        transposed(8, heNormal, RELU, { strides: [2, 2], padding: 'valid' }),
        convolution(4, glorotUniform),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'repeated, permuted and cropped steps',
    sequential(
      [32],
      [
        dense(32, heNormal, RELU),
        repeatVector(4),
        timeDistributed(dense(48, heNormal, RELU)),
        permute([1, 0]),
        permute([1, 0]),
        flatten(),
        rescaling(0.5, 0.1),
        dense(16, leCunNormal),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'images made larger and cut, in groups',
    sequential(
      [6, 6, 8],
      [
        convolution(16, heNormal, RELU, { padding: 'valid' }),
        upSampling([2, 2]),
        cropping([
          [1, 1],
          [2, 0],
        ]),
        groupNormalization(4, 2),
        convolution(16, heNormal, RELU, { size: [1, 1] }),
        globalPooling('average'),
      ],
    ),
    { forward: 0.1, backward: 0.1 },
  ],
  ...SMOOTH_INTERPOLATIONS.filter((method) => method !== 'lanczos5').map((method): (typeof NETS)[number] => [
    `images made larger, ${method}`,
    sequential(
      [6, 6, 8],
      [
        convolution(16, heNormal, { name: 'tanh' }, { size: [1, 1] }),
        upSampling([2, 2], 'last', method),
        convolution(16, heNormal, RELU, { size: [1, 1] }),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ]),
  ...([false, true] as const).map((normalize): (typeof NETS)[number] => [
    normalize ? 'cosines of two branches' : 'products of two branches',
    graphOf([
      node('in', input([6, 32])),
      node('other', input([5, 32])),
      node('a', dense(32, leCunNormal), 'in'),
      node('b', dense(32, heNormal, RELU), 'other'),
      node('dot', dotProduct([1, 1], [6, 5], normalize), 'a', 'b'),
      node('out', dense(8, leCunNormal), 'dot'),
    ]),
    { forward: 0.1, backward: 0.1 },
  ]),
  [
    'products over the positions of two branches',
    graphOf([
      node('in', input([6, 32])),
      node('a', dense(24, leCunNormal), 'in'),
      node('b', dense(16, heNormal, RELU), 'in'),
      node('dot', dotProduct([0, 0], [24, 16]), 'a', 'b'),
      node('out', dense(8, leCunNormal), 'dot'),
    ]),
    { forward: 0.1, backward: 0.1 },
  ],
  [
    // Each value that has a large score lies in the query's direction, 2 ln(keys) / features of its square.
    'attention without projections',
    graphOf([
      node('query', input([6, 48])),
      node('memory', input([8, 48])),
      node(
        'q',
        dense(48, () => ({ family: 'normal', mean: 0, stddev: 0.3 / Math.sqrt(48) })),
        'query',
      ),
      node('v', dense(48, leCunNormal), 'memory'),
      node('attended', dotAttention(), 'q', 'v'),
      node('out', dense(16, leCunNormal), 'attended'),
    ]),
    { forward: 0.15, backward: 0.2 },
  ],
  [
    'attention without projections to itself',
    graphOf([
      node('in', input([6, 48])),
      node('x', dense(48, leCunNormal), 'in'),
      node('attended', dotAttention(), 'x', 'x'),
      node('out', dense(16, leCunNormal), 'attended'),
    ]),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'additive attention',
    graphOf([
      node('query', input([6, 48])),
      node('memory', input([8, 48])),
      node('v', dense(48, leCunNormal), 'memory'),
      node(
        'attended',
        additiveAttention(({ in: n }) => ({ family: 'uniform', low: -Math.sqrt(3 / n), high: Math.sqrt(3 / n) })),
        'query',
        'v',
      ),
      node('out', dense(16, leCunNormal), 'attended'),
    ]),
    { forward: 0.05, backward: 0.15 },
  ],
  [
    'an einsum layer that makes heads',
    sequential(
      [6, 32],
      [
        einsum('abc,cde->abde', [32, 4, 8], [6, 4, 8], { in: 32, out: 32 }, leCunNormal),
        einsum('abde,def->abf', [4, 8, 24], [6, 24], { in: 32, out: 24 }, leCunNormal),
        globalPooling('average'),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'an einsum layer over positions',
    sequential(
      [24, 16],
      [
        einsum('abc,bd->acd', [24, 20], [16, 20], { in: 24, out: 20 }, heNormal),
        activation(RELU),
        flatten(),
        dense(8, leCunNormal),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'a convolutional LSTM',
    sequential(
      [3, 4, 4, 8],
      [convRecurrent(convLstm(10, windowOf({})), LAST_STEP, glorotUniform), globalPooling('average')],
    ),
    { forward: 0.1, backward: 0.15 },
  ],
  [
    'a convolutional LSTM, all steps',
    sequential([3, 5, 5, 8], [convRecurrent(convLstm(10, windowOf({ padding: 'valid' })), ALL_STEPS, glorotUniform)]),
    { forward: 0.1, backward: 0.15 },
  ],
  [
    'a convolutional LSTM that drops',
    sequential(
      [3, 5, 5, 8],
      [
        convRecurrent(
          dropping(convLstm(10, windowOf({})), { input: 0.3, recurrent: 0.3, masks: 'perGate' }),
          ALL_STEPS,
          glorotUniform,
        ),
      ],
    ),
    { forward: 0.1, backward: 0.15 },
  ],
  [
    'a cell alone that drops',
    graphOf([
      node('x', input([32])),
      node('state', input([48])),
      node('cell', cellAlone(dropping(gru(48, false), { ...DROPS, ofCarried: true }), glorotUniform), 'x', 'state'),
      node('out', dense(8, leCunNormal), 'cell'),
    ]),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'a cell alone',
    sequential([48], [dense(48, leCunNormal), cellAlone(gru(48, false), glorotUniform), dense(8, leCunNormal)]),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'a cell whose states are given',
    graphOf([
      node('x', input([32])),
      node('state', input([48])),
      node('memory', input([48])),
      node('cell', cellAlone(lstm(48), glorotUniform), 'x', 'state', 'memory'),
      node('out', dense(8, leCunNormal), 'cell'),
    ]),
    { forward: 0.05, backward: 0.1 },
  ],
  [
    'a convolution at every time step',
    sequential(
      [3, 6, 6, 8],
      [
        timeDistributed(convolution(16, heNormal, RELU)),
        timeDistributed(globalPooling('average')),
        flatten(),
        dense(8, leCunNormal),
      ],
    ),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'the larger of two relu branches',
    graphOf([
      node('in', input([64])),
      node('a', dense(64, heNormal, RELU), 'in'),
      node('b', dense(64, heNormal, RELU), 'in'),
      node('merged', merge('maximum'), 'a', 'b'),
      node('out', dense(8, leCunNormal), 'merged'),
    ]),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'an embedding',
    sequential([6], [embedding(20, 32, glorotUniform), flatten(), dense(48, heNormal, RELU), dense(8, leCunNormal)]),
    { forward: 0.05, backward: 0.05 },
  ],
  [
    'attention to itself',
    graphOf([
      node('in', input([6, 32])),
      node('x', dense(32, leCunNormal), 'in'),
      node('attended', multiHeadAttention(4, 8, 8, glorotUniform), 'x', 'x'),
      node('sum', add(), 'attended', 'x'),
      node('out', dense(32, leCunNormal), 'sum'),
    ]),
    { forward: 0.1, backward: 0.15 },
  ],
  [
    'attention to another signal, with shared heads',
    graphOf([
      node('query', input([4, 32])),
      node('value', input([10, 16])),
      node('attended', multiHeadAttention(4, 8, 8, glorotUniform, 2), 'query', 'value'),
    ]),
    // Heads of 8 features: sums of so few products are not Gaussian, and their tails draw the softmax together.
    { forward: 0.25, backward: 0.3 },
  ],
  ...RECURRENT.map(([name, sketches, allowed]): (typeof NETS)[number] => [
    name,
    sequential([8, 32], sketches),
    allowed,
  ]),
  [
    'lengths normalised',
    sequential([64], [dense(64, heNormal, RELU), rmsNormalization([0]), dense(64, heNormal), unitNormalization([0])]),
    { forward: 0.05, backward: 0.1 },
  ],
  ...(['average', 'subtract', 'multiply', 'maximum', 'minimum'] as const).map((how): (typeof NETS)[number] => [
    `branches merged by ${how}`,
    graphOf([
      node('in', input([64])),
      node('a', dense(64, leCunNormal), 'in'),
      node('b', dense(64, leCunNormal), 'in'),
      node('merged', merge(how), 'a', 'b'),
      node('out', dense(8, leCunNormal), 'merged'),
    ]),
    { forward: 0.05, backward: 0.1 },
  ]),
  [
    // The gate is computed from the signal that it scales.
    'a gate for every channel',
    graphOf([
      node('in', input([6, 6, 32])),
      node('signal', convolution(32, heNormal, RELU, { padding: 'valid' }), 'in'),
      node('squeezed', globalPooling('average'), 'signal'),
      node('gate', dense(32, glorotUniform, { name: 'sigmoid' }), 'squeezed'),
      node('gated', merge('multiply'), 'signal', 'gate'),
      node('out', globalPooling('average'), 'gated'),
    ]),
    { forward: 0.1, backward: 0.1 },
  ],
  [
    'kernels of mean 0.5',
    sequential(
      [32],
      stack(2, () => [dense(32, () => ({ family: 'uniform', low: 0, high: 1 }), RELU)]),
    ),
    { forward: 0.15, backward: 0.15 },
  ],
];

describe('the prediction against the simulation', function () {
  this.timeout(60_000);

  for (const [name, graph, allowed] of NETS) {
    it(`agrees on ${name}`, () => {
      const predicted = predict(graph, { input: 'normal', batch: BATCH });
      const measured = simulated(graph, 30, 1);
      predicted.forEach(({ id, forward, backward }, i) => {
        const truth = measured[i];
        assert.ok(truth !== undefined);
        assertClose(`${id} forward`, forward.secondMoment, truth.forward, allowed.forward);
        // Nothing comes back through the choice of a row.
        if (backward.secondMoment === 0) assert.equal(truth.backward.secondMoment, 0);
        else assertClose(`${id} backward`, backward.secondMoment, truth.backward, allowed.backward);
      });
    });
  }

  it('gives a band that holds about nine of ten draws', () => {
    const graph = sequential(
      [64],
      stack(10, () => [dense(64, heNormal, RELU)]),
    );
    const predicted = predict(graph, { input: 'normal', batch: BATCH });
    const draws = 60;
    let within = 0;
    let below = 0;
    for (let seed = 0; seed < draws; seed++) {
      simulated(graph, 1, seed).forEach(({ forward, backward }, i) => {
        const at = predicted[i];
        assert.ok(at !== undefined);
        for (const [value, band] of [
          [forward.secondMoment, at.forward],
          [backward.secondMoment, at.backward],
        ] as const) {
          if (value >= band.low && value <= band.high) within++;
          if (value < band.median) below++;
        }
      });
    }
    const count = draws * predicted.length * 2;
    // 60 draws, whose layers go together: a share of 0.9 has a standard error of at most 0.04.
    assert.ok(Math.abs(within / count - 0.9) < 0.1, `${within / count} within`);
    assert.ok(Math.abs(below / count - 0.5) < 0.2, `${below / count} below the median`);
  });
});

/** Within four standard errors of the simulated mean, and the allowance, on the log scale. */
function assertClose(
  what: string,
  predicted: number,
  truth: { readonly secondMoment: number; readonly standardError: number },
  allowance: number,
): void {
  const difference = Math.abs(Math.log(truth.secondMoment / predicted));
  const limit = allowance + (4 * truth.standardError) / truth.secondMoment;
  assert.ok(difference < limit, `${what}: predicted ${predicted}, simulated ${truth.secondMoment}, limit ${limit}`);
}
