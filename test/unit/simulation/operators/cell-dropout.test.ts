import assert from 'node:assert/strict';
import type { Cell, CellDropout, Unrolling } from '../../../../src/model/operation.ts';
import { createNetwork, type Network } from '../../../../src/simulation/network.ts';
import { runNetwork } from '../../../../src/simulation/run.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { graphOf, node, sequential } from '../../../builders/graph.ts';
import { input } from '../../../builders/layers.ts';
import {
  ALL_STEPS,
  cellAlone,
  convLstm,
  convRecurrent,
  dropping,
  gru,
  LAST_STEP,
  lstm,
  recurrent,
  simple,
  stackOf,
} from '../../../builders/recurrent.ts';
import { constant } from '../../../builders/samplers.ts';
import type { Sketch } from '../../../builders/sketch.ts';
import { windowOf } from '../../../builders/windows.ts';
import { checkGradients, uniformKernel } from './gradient-check.ts';

type DenseCell = Exclude<Cell, { readonly kind: 'convLstm' }>;

/** As the gradient checks of the cells without dropout. */
const [STEP, TOLERANCE] = [1e-2, 1e-2];

const BOTH = { input: 0.3, recurrent: 0.3 } as const;
const FORMS: readonly (readonly [string, Partial<CellDropout>])[] = [
  ['shared masks', { ...BOTH, masks: 'shared' }],
  ['a mask for each gate', { ...BOTH, masks: 'perGate' }],
  ['of the input alone', { input: 0.4, masks: 'perGate' }],
  ['of the state alone', { recurrent: 0.4, masks: 'shared' }],
];

const LOOPS: readonly (readonly [string, Unrolling])[] = [
  ['kept masks', ALL_STEPS],
  ['masks drawn anew, backwards', { ...LAST_STEP, goBackwards: true, renewsMasks: true }],
];

const CELLS: readonly (readonly [string, DenseCell])[] = [
  ['a simple cell', simple(4)],
  ['an LSTM', lstm(4)],
  ['a GRU', gru(4, false)],
  ['a GRU that resets after', gru(4, true)],
];

describe('gradients of cells that drop, against central differences', () => {
  const check = (shape: readonly number[], sketch: Sketch) =>
    checkGradients(sequential(shape, [sketch]), STEP, TOLERANCE);

  for (const [what, cell] of CELLS) {
    for (const [form, dropout] of FORMS) {
      for (const [loop, unrolling] of LOOPS) {
        it(`of ${what}, ${form}, ${loop}`, () =>
          check([4, 5], recurrent(dropping(cell, dropout), unrolling, uniformKernel)));
      }
    }
  }

  it('of a GRU that carries on what the mask leaves', () => {
    check([4, 5], recurrent(dropping(gru(4, false), { ...BOTH, ofCarried: true }), ALL_STEPS, uniformKernel));
  });

  for (const [form, dropout] of FORMS) {
    for (const [loop, unrolling] of LOOPS) {
      it(`of a convolutional LSTM, ${form}, ${loop}`, () => {
        const cell = dropping(convLstm(2, windowOf({ padding: 'valid', size: [3, 2] })), dropout);
        check([3, 4, 4, 2], convRecurrent(cell, unrolling, uniformKernel));
      });
    }
  }

  it('of a cell whose states are given', () => {
    for (const cell of [dropping(lstm(4), { ...BOTH, masks: 'perGate' }), dropping(lstm(4), BOTH)]) {
      const graph = graphOf([
        node('x', input([5])),
        node('state', input([4])),
        node('memory', input([4])),
        node('cell', cellAlone(cell, uniformKernel), 'x', 'state', 'memory'),
      ]);
      checkGradients(graph, STEP, TOLERANCE);
    }
  });
});

const BATCH = 64;

/** One draw of a network; everything enters as ones. */
function drawn(sketches: readonly Sketch[], shape: readonly number[]): Network {
  const network = finished(createNetwork(sequential(shape, sketches), BATCH));
  for (const _ of runNetwork(network, { seed: 1, index: 0, input: 'constant' }));
  return network;
}

/** The last layer's output, by examples. */
function outputs({ layers }: Network): number[][] {
  const values = layers.at(-1)?.output.value ?? new Float32Array();
  const width = values.length / BATCH;
  return Array.from({ length: BATCH }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
}

/** x W with all weights 1 and no activation: the masks themselves are seen. */
const PLAIN: DenseCell = { ...simple(1), activation: { name: 'linear' } };
const ONES = constant(1);

describe('dropout inside cells', () => {
  it('keeps its masks over the steps of an example, and not over examples', () => {
    // Without a way from state to state: h = 2 or 0.
    const cell = dropping({ ...PLAIN, units: 1 }, { input: 0.5, recurrent: 0.5 });
    const first = outputs(drawn([recurrent(cell, { ...ALL_STEPS }, ONES)], [3, 1]));
    // h1 = m, h2 = m + k m, h3 = m + k (m + k m), with m and k 0 or 2.
    const told = new Set(first.map((values) => values.join(' ')));
    assert.deepEqual([...told].sort(), ['0 0 0', '2 2 2', '2 6 14']);
  });

  it('draws them anew at every step where the framework does', () => {
    const cell = dropping(PLAIN, { input: 0.5 });
    const unrolling = { ...ALL_STEPS, renewsMasks: true };
    const sums = outputs(drawn([recurrent(cell, unrolling, ONES)], [3, 1]));
    const increases = sums.map(([a = 0, b = 0, c = 0]) => [a, b - a, c - b].join(' '));
    assert.equal(new Set(increases).size, 8);
    assert.ok(increases.every((each) => /^[02] [02] [02]$/.test(each)));
  });

  it('gives every gate of an LSTM its own mask only where each has one', () => {
    // sigmoid(0) = 1/2 where a gate's input is dropped; tanh(0) = 0 where the candidate's is.
    const distinct = (masks: CellDropout['masks']) => {
      const cell = dropping(lstm(1), { input: 0.5, masks });
      const shown = outputs(drawn([recurrent(cell, LAST_STEP, ONES)], [1, 1]));
      return new Set(shown.map(([h = 0]) => h.toFixed(5))).size;
    };
    assert.equal(distinct('shared'), 2);
    // With the candidate's mask: input and output gate open or half open; without it 0.
    assert.equal(distinct('perGate'), 5);
  });

  it('lets a GRU carry on what its mask leaves, where the framework does', () => {
    const last = (ofCarried: boolean) => {
      const cell = dropping(gru(1, false), { recurrent: 0.5, ofCarried });
      // The state's kernel is 0: only what is carried on can differ.
      const kernels = recurrent(cell, LAST_STEP, ONES);
      const sketch: Sketch = {
        ...kernels,
        weights: (inputs) =>
          kernels
            .weights(inputs)
            .map((weight) =>
              weight.role === 'recurrent'
                ? { ...weight, initializer: { ...weight.initializer, sampled: { family: 'constant', value: 0 } } }
                : weight,
            ),
      };
      return outputs(drawn([sketch], [2, 1])).map(([h = 0]) => h);
    };
    const z = 1 / (1 + Math.exp(-1));
    const c = Math.tanh(1);
    const first = (1 - z) * c;
    const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
    assert.ok(last(false).every((h) => near(h, z * first + first)));
    const carried = last(true);
    assert.ok(carried.some((h) => near(h, first)));
    assert.ok(carried.some((h) => near(h, 2 * z * first + first)));
    assert.ok(carried.every((h) => near(h, first) || near(h, 2 * z * first + first)));
  });

  it('draws the same weights with dropout as without', () => {
    const kernelGradient = (cell: DenseCell) => {
      const network = drawn([recurrent(cell, LAST_STEP, uniformKernel)], [1, 4]);
      const work = network.layers.at(-1)?.operator?.weightGradient() ?? null;
      return work === null ? null : finished(work);
    };
    // A rate so small that nothing falls out.
    const [without, tiny] = [kernelGradient(lstm(3)), kernelGradient(dropping(lstm(3), { input: 1e-9 }))];
    assert.ok(without !== null && tiny !== null);
    assert.ok(Math.abs(tiny / without - 1) < 1e-5, `${without}, ${tiny}`);
  });

  it('gives cells on top of one another masks of their own', () => {
    const cells = [dropping(PLAIN, { input: 0.5 }), dropping(PLAIN, { input: 0.5 })];
    const values = new Set(outputs(drawn([stackOf(cells, LAST_STEP, ONES)], [1, 1])).map(([h]) => h));
    assert.deepEqual(values, new Set([0, 4]));
    const share = outputs(drawn([stackOf(cells, LAST_STEP, ONES)], [1, 1])).filter(([h]) => h === 4).length / BATCH;
    // Both kept: a quarter; under one and the same mask it would be half.
    assert.ok(share > 0.1 && share < 0.4, `${share}`);
  });
});
