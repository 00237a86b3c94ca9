import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { createNetwork, type NetworkLayer } from '../../src/simulation/network.ts';
import { fillNormal } from '../../src/simulation/random/elements.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import type { RandomSource } from '../../src/simulation/random/xoshiro.ts';
import { goBack } from '../../src/simulation/run.ts';
import { copyInSlices, finished } from '../../src/simulation/slices.ts';
import { sequential } from '../builders/graph.ts';
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
  stackOf,
} from '../builders/recurrent.ts';
import type { Sampler } from '../builders/samplers.ts';
import type { Sketch } from '../builders/sketch.ts';
import { windowOf } from '../builders/windows.ts';
import { cellsOf, masksOf } from './harness/cell-masks.ts';
import { uniformElements } from './harness/uniform-elements.ts';

/**
 * Dropout inside the cells of TensorFlow.js: with its very weights and the masks that it drew, our output, the gradient
 * that comes back and the kernel's have to be the same numbers; and what `CellDropoutRules` says of its masks.
 */

const BATCH = 3;
const UNIFORM: Sampler = () => ({ family: 'uniform', low: -1, high: 1 });
const RATES = { dropout: 0.4, recurrentDropout: 0.3 } as const;
const CELL = { useBias: false, ...RATES } as const;
const OURS = { input: RATES.dropout, recurrent: RATES.recurrentDropout } as const;
const HARD = { name: 'hardSigmoid', slope: 0.2 } as const;
const BACKWARDS = { ...ALL_STEPS, goBackwards: true };

const SIMPLE = dropping(simple(5), OURS);
const LSTM = dropping(lstm(5, HARD), OURS);
const GRU = dropping(gru(5, false, HARD), { ...OURS, ofCarried: true });
const SMALL_GRU = dropping(gru(4, false, HARD), { ...OURS, ofCarried: true });
const IMAGES = { ...OURS, masks: 'perGate' } as const;

type Case = readonly [name: string, input: readonly number[], ours: Sketch, theirs: () => tf.layers.Layer];

const CASES: readonly Case[] = [
  ['simpleRNN', [4, 3], recurrent(SIMPLE, LAST_STEP, UNIFORM), () => tf.layers.simpleRNN({ ...CELL, units: 5 })],
  [
    'simpleRNN, all steps, backwards',
    [4, 3],
    recurrent(SIMPLE, BACKWARDS, UNIFORM),
    () => tf.layers.simpleRNN({ ...CELL, units: 5, returnSequences: true, goBackwards: true }),
  ],
  ['lstm', [4, 3], recurrent(LSTM, LAST_STEP, UNIFORM), () => tf.layers.lstm({ ...CELL, units: 5 })],
  [
    'lstm of implementation 1, all steps',
    [4, 3],
    recurrent(LSTM, ALL_STEPS, UNIFORM),
    () => tf.layers.lstm({ ...CELL, units: 5, implementation: 1, returnSequences: true }),
  ],
  ['gru', [5, 3], recurrent(GRU, LAST_STEP, UNIFORM), () => tf.layers.gru({ ...CELL, units: 5 })],
  [
    'gru of implementation 1, all steps, backwards',
    [5, 3],
    recurrent(GRU, BACKWARDS, UNIFORM),
    () => tf.layers.gru({ ...CELL, units: 5, implementation: 1, returnSequences: true, goBackwards: true }),
  ],
  [
    'convLstm2d, valid, all steps',
    [3, 6, 5, 2],
    convRecurrent(dropping(convLstm(3, windowOf({ padding: 'valid' }), HARD), IMAGES), ALL_STEPS, UNIFORM),
    () => tf.layers.convLstm2d({ ...CELL, filters: 3, kernelSize: 3, padding: 'valid', returnSequences: true }),
  ],
  [
    'convLstm2d, same',
    [3, 4, 5, 2],
    convRecurrent(dropping(convLstm(3, windowOf({}), HARD), IMAGES), LAST_STEP, UNIFORM),
    () => tf.layers.convLstm2d({ ...CELL, filters: 3, kernelSize: 3, padding: 'same' }),
  ],
  [
    'rnn of two cells',
    [4, 3],
    stackOf([LSTM, SMALL_GRU], ALL_STEPS, UNIFORM),
    () =>
      tf.layers.rnn({
        cell: [tf.layers.lstmCell({ ...CELL, units: 5 }), tf.layers.gruCell({ ...CELL, units: 4 })],
        returnSequences: true,
      }),
  ],
  [
    'both directions',
    [4, 3],
    bidirectional(GRU, ALL_STEPS, 'concatenate', UNIFORM),
    () => {
      const layer = tf.layers.gru({ ...CELL, units: 5, returnSequences: true });
      assert.ok(layer instanceof tf.RNN);
      return tf.layers.bidirectional({ layer, mergeMode: 'concat' });
    },
  ],
];

describe('dropout inside cells against TensorFlow.js with the same weights and masks', () => {
  before(() => tf.setBackend('cpu'));

  for (const [name, shape, sketch, create] of CASES) {
    it(`computes ${name}, and its way back`, () => {
      const network = finished(createNetwork(sequential(shape, [sketch]), BATCH));
      const [input, layer] = network.layers;
      assert.ok(input !== undefined && layer !== undefined && layer.operator !== null);
      fillNormal(input.output.value, 0, 1, streamFor(name));
      const cotangent = new Float32Array(layer.output.value.length);
      fillNormal(cotangent, 0, 1, streamFor(name, 'cotangent'));
      const theirs = theirRun(create(), [BATCH, ...shape], input.output.value, cotangent, name, rolesOf(layer));

      for (const _ of layer.operator.draw((role) => theirs.masks.get(role) ?? streamFor(name, role)) ?? []);
      for (const _ of layer.operator.forward() ?? []);
      assertSame(layer.output.value, theirs.output);
      let back = new Float32Array();
      for (const done of goBack(network, ({ output }) => copyInSlices(cotangent, output.gradient))) {
        if (done?.node === input) back = input.output.gradient.slice();
      }
      assertSame(back, theirs.inputGradient);
      const work = layer.operator.weightGradient();
      assert.ok(work !== null);
      const square = finished(work);
      assert.ok(Math.abs(square / theirs.kernelGradient - 1) < 1e-4, `${square} for ${theirs.kernelGradient}`);
    });
  }
});

describe('masks inside cells of TensorFlow.js', () => {
  before(() => tf.setBackend('cpu'));

  /** Values of the first of a cell's input masks after a training step. */
  function firstMask(layer: tf.layers.Layer, training: boolean): number[] {
    tf.tidy(() => {
      layer.apply(tf.ones([8, 3, 6]), { training });
    });
    const [mask] = masksOf(cellsOf(layer)[0]?.cell, 'dropoutMask');
    return [...(mask?.dataSync() ?? [])];
  }

  it('are drawn anew whenever a layer is called, and kept by an RNN around a cell', () => {
    const layer = tf.layers.lstm({ units: 2, dropout: 0.5 });
    assert.notDeepEqual(firstMask(layer, true), firstMask(layer, true));
    const around = tf.layers.rnn({ cell: tf.layers.lstmCell({ units: 2, dropout: 0.5 }) });
    assert.deepEqual(firstMask(around, true), firstMask(around, true));
  });

  it('drop nothing where nothing is trained, and nothing at a rate of 1', () => {
    assert.deepEqual(new Set(firstMask(tf.layers.gru({ units: 2, dropout: 0.5 }), false)), new Set([1]));
    assert.deepEqual(new Set(firstMask(tf.layers.gru({ units: 2, dropout: 0.5 }), true)), new Set([0, 2]));
    assert.deepEqual(firstMask(tf.layers.gru({ units: 2, dropout: 1 }), true), []);
    assert.deepEqual(firstMask(tf.layers.simpleRNN({ units: 2, dropout: 1.5 }), true), []);
  });
});

/** Our roles of what is drawn as a kernel, in the order of TF.js's weights. */
function rolesOf({ layer }: NetworkLayer): string[] {
  const inside = layer.parts.flatMap(({ id, weights }) => weights.map(({ role }) => `${id.split('/').at(-1)}/${role}`));
  return [...layer.weights.map(({ role }) => role), ...inside];
}

interface TheirRun {
  readonly output: ArrayLike<number>;
  readonly inputGradient: ArrayLike<number>;
  /** Mean square over all main kernels. */
  readonly kernelGradient: number;
  /** What draws their masks in ours, by role. */
  readonly masks: ReadonlyMap<string, RandomSource>;
}

/** One training step of a layer whose kernels get the numbers that ours draws, in the order of their roles. */
function theirRun(
  layer: tf.layers.Layer,
  shape: readonly number[],
  values: Float32Array,
  cotangent: Float32Array,
  name: string,
  roles: readonly string[],
): TheirRun {
  layer.build([null, ...shape.slice(1)]);
  roles.forEach((role, i) => {
    const weight = layer.weights[i];
    assert.ok(weight !== undefined, `${name} has a ${role}`);
    const size = weight.shape.map((dimension) => dimension ?? 1);
    const stream = streamFor(name, role);
    const drawn = uniformElements(
      size.reduce((a, b) => a * b, 1),
      stream,
    );
    tf.tidy(() => {
      weight.write(tf.tensor(drawn, size));
    });
  });
  const input = tf.variable(tf.tensor(values.slice(), [...shape]));
  const kernels = roles.flatMap((role, i) => {
    const variable = layer.weights[i]?.read();
    return role.endsWith('kernel') && variable instanceof tf.Variable ? [variable] : [];
  });
  let output: ArrayLike<number> = [];
  const { grads } = tf.variableGrads(() => {
    const [tensor] = [layer.call(input, { training: true })].flat();
    assert.ok(tensor !== undefined);
    output = tensor.dataSync();
    return tf.sum(tf.mul(tensor, tf.tensor(cotangent, tensor.shape)));
  }, [input, ...kernels]);
  const masks = cellsOf(layer).flatMap(({ prefix, cell }) =>
    (['dropoutMask', 'recurrentDropoutMask'] as const).map((which): [string, RandomSource] => [
      `${prefix}${which === 'dropoutMask' ? 'input' : 'state'}/noise`,
      drawing(masksOf(cell, which).flatMap((mask) => [...mask.dataSync()])),
    ]),
  );
  const squares = kernels.map((kernel) => meanSquare(grads[kernel.name]?.dataSync() ?? []));
  return {
    output,
    inputGradient: grads[input.name]?.dataSync() ?? [],
    kernelGradient: squares.reduce((sum, square) => sum + square, 0) / squares.length,
    masks: new Map(masks),
  };
}

/** Numbers from which a mask comes out as this one: 0 falls out, all else is kept. */
function drawing(mask: readonly number[]): RandomSource {
  let next = 0;
  return {
    uniform: () => (mask[next++] === 0 ? 0 : 1),
    normal: () => assert.fail('a mask is uniform'),
    bits: () => assert.fail('a mask is uniform'),
  };
}

function meanSquare(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, x) => sum + x * x, 0) / values.length;
}

/** Theirs sums in float32: 1e-6 of sums of tens of products, which the way back multiplies. */
function assertSame(ours: Float32Array, theirs: ArrayLike<number>): void {
  assert.equal(ours.length, theirs.length);
  const size = Math.sqrt(meanSquare(theirs));
  ours.forEach((value, i) => {
    const expected = theirs[i] ?? Number.NaN;
    assert.ok(Math.abs(value - expected) < 2e-5 * Math.max(1, size), `element ${i}: ${value} for ${expected}`);
  });
}
