import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { countedMagnitudes, type Magnitudes } from '../../../src/model/magnitudes.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { compiledMemory, type Kernels, type MemorySource, plainMemory } from '../../../src/simulation/memory/lease.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { multiHeadAttention } from '../../builders/attention.ts';
import { graphOf, node, sequential } from '../../builders/graph.ts';
import {
  activation,
  add,
  batchNormalization,
  dense,
  dropout,
  flatten,
  input,
  layerNormalization,
} from '../../builders/layers.ts';
import {
  ALL_STEPS,
  bidirectional,
  convLstm,
  convRecurrent,
  dropping,
  gru,
  LAST_STEP,
  lstm,
  recurrent,
  simple,
} from '../../builders/recurrent.ts';
import { constant, glorotTruncated, glorotUniform, heNormal, heUniform } from '../../builders/samplers.ts';
import { convolution, depthwise, pooling, separable, transposed, windowOf } from '../../builders/windows.ts';

const RELU = { name: 'relu' } as const;
const TANH = { name: 'tanh' } as const;

const GRAPHS: readonly (readonly [string, ModelGraph])[] = [
  [
    'dense layers, undrawn and drawn',
    sequential(
      [300],
      [dense(300, glorotTruncated, TANH), dense(280, heUniform, RELU), dense(10, glorotUniform, { name: 'softmax' })],
    ),
  ],
  ['orthogonal kernels', sequential([300], [dense(260, () => ({ family: 'orthogonal', gain: 1.4 }), RELU)])],
  [
    'convolutions',
    sequential(
      [9, 10, 3],
      [
        convolution(8, heNormal, RELU, { padding: 'same', strides: [2, 2] }),
        batchNormalization(1e-3, constant(1.5), constant(0.2)),
        depthwise(1, heNormal, { name: 'selu' }),
        depthwise(2, heNormal),
        separable(6, 1, heNormal, { name: 'silu' }),
        convolution(6, heNormal, undefined, { groups: 3 }),
        transposed(5, heNormal, RELU, { strides: [2, 2] }),
        pooling('max'),
        batchNormalization(),
        flatten(),
        dropout(0.3),
        dense(7, heNormal, { name: 'sigmoid' }),
      ],
    ),
  ],
  [
    'recurrent layers',
    sequential(
      [5, 6],
      [
        recurrent(lstm(8), ALL_STEPS, glorotUniform),
        recurrent(lstm(6, { name: 'hardSigmoid', slope: 0.2 }), ALL_STEPS, glorotUniform),
        bidirectional(gru(5, true), ALL_STEPS, 'concatenate', glorotUniform),
        recurrent(gru(7, false), LAST_STEP, glorotUniform),
      ],
    ),
  ],
  [
    'recurrent layers with dropout inside',
    sequential(
      [5, 6],
      [
        recurrent(dropping(lstm(8), { input: 0.3, recurrent: 0.2, masks: 'perGate' }), ALL_STEPS, glorotUniform),
        recurrent(dropping(gru(8, false), { recurrent: 0.3, ofCarried: true }), ALL_STEPS, glorotUniform),
        recurrent(dropping(simple(7), { input: 0.5 }), { ...LAST_STEP, renewsMasks: true }, glorotUniform),
      ],
    ),
  ],
  [
    'a convolutional LSTM with dropout inside',
    sequential(
      [3, 4, 4, 2],
      [
        convRecurrent(
          dropping(convLstm(4, windowOf({})), { input: 0.3, recurrent: 0.2, masks: 'perGate' }),
          LAST_STEP,
          glorotUniform,
        ),
      ],
    ),
  ],
  [
    'attention with normalisation',
    graphOf([
      node('in', input([6, 12])),
      node('normal', layerNormalization(1e-3, constant(1.2), constant(0.1)), 'in'),
      node('attended', multiHeadAttention(3, 4, 4, glorotUniform), 'normal', 'normal'),
      node('sum', add(), 'attended', 'in'),
      node('out', activation({ name: 'gelu', approximate: true }), 'sum'),
    ]),
  ],
];

function run(graph: ModelGraph, source: MemorySource, kernels: Kernels): LayerStatistics[] {
  const simulation = simulate(graph, { seeds: 2, seed: 3, batch: 5, input: 'normal' }, { source });
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return step.value;
    if (step.value !== undefined) assert.equal(step.value.kernels, kernels);
  }
}

/** The same elements are counted; an element that a rounding moves over an edge changes its bin. */
function sameSizes(a: Magnitudes | null, b: Magnitudes | null, layer: string): void {
  assert.ok(a !== null && b !== null);
  assert.equal(countedMagnitudes(a), countedMagnitudes(b));
  const all = countedMagnitudes(a);
  assert.ok(Math.abs(a.zeros - b.zeros) <= 1e-3 * all, `${layer}: ${a.zeros} and ${b.zeros} zeros`);
  const low = Math.min(a.first, b.first);
  const high = Math.max(a.first + a.counts.length, b.first + b.counts.length);
  let moved = 0;
  for (let bin = low; bin < high; bin++)
    moved += Math.abs((a.counts[bin - a.first] ?? 0) - (b.counts[bin - b.first] ?? 0));
  assert.ok(moved <= 2e-3 * all + 2, `${layer}: ${moved} of ${all} elements are in another bin`);
}

describe('compiled kernels and plain JavaScript', () => {
  for (const [name, graph] of GRAPHS) {
    it(`give the same statistics: ${name}`, () => {
      const compiled = run(graph, compiledMemory, 'wasm');
      const plain = run(graph, plainMemory, 'javascript');
      compiled.forEach((layer, i) => {
        const other = plain[i];
        assert.ok(other !== undefined);
        assert.equal(layer.method, other.method);
        // Some roundings of float32 a layer, forward and back.
        for (const [what, a, b] of [
          ['forward', layer.forward.secondMoment, other.forward.secondMoment],
          ['mean', 1 + layer.forward.mean, 1 + other.forward.mean],
          ['dead', 1 + layer.forward.deadFraction, 1 + other.forward.deadFraction],
          ['saturated', 1 + layer.forward.saturatedFraction, 1 + other.forward.saturatedFraction],
          ['cosine', 1 + (layer.forward.cosine ?? 0), 1 + (other.forward.cosine ?? 0)],
          ['backward', layer.backward.secondMoment, other.backward.secondMoment],
          ['weights', layer.weightGradient?.secondMoment ?? 1, other.weightGradient?.secondMoment ?? 1],
        ] as const) {
          assert.ok(Math.abs(a / b - 1) < 2e-4, `${layer.id} ${what}: ${a} and ${b}`);
        }
        sameSizes(layer.forward.magnitudes, other.forward.magnitudes, layer.id);
        sameSizes(layer.backward.magnitudes, other.backward.magnitudes, layer.id);
      });
    });
  }
});
