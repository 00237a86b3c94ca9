import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { streamFor } from '../../../src/simulation/random/streams.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { predict } from '../../../src/theory/predict.ts';
import { sequential } from '../../builders/graph.ts';
import { activation, batchNormalization, dense, dropout, flatten, layerNormalization } from '../../builders/layers.ts';
import { heNormal, heUniform } from '../../builders/samplers.ts';
import type { Sketch } from '../../builders/sketch.ts';
import { convolution, depthwise, globalPooling, pooling, separable, transposed } from '../../builders/windows.ts';

const ACTIVATIONS: readonly Activation[] = [
  { name: 'relu' },
  { name: 'tanh' },
  { name: 'linear' },
  { name: 'softmax' },
  { name: 'logSoftmax' },
  { name: 'silu' },
  { name: 'exponential' },
  { name: 'hardSigmoid', slope: 0.2 },
];

/** A stack of layers that may make no sense: windows larger than their image, a softmax in the middle, dropout of all. */
function randomGraph(seed: number): ModelGraph {
  const stream = streamFor('random graph', seed);
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(stream.uniform() * items.length)] ?? items[0];
  const own = () => ACTIVATIONS[Math.floor(stream.uniform() * ACTIVATIONS.length)];
  const layer = (): Sketch =>
    pick([
      () =>
        convolution(pick([1, 2, 6]), heNormal, own(), {
          padding: pick(['same', 'valid']),
          strides: pick([
            [1, 1],
            [3, 2],
          ]),
          size: pick([
            [1, 1],
            [3, 3],
            [5, 5],
          ]),
        }),
      () => depthwise(2, heUniform, own()),
      () => separable(3, 2, heUniform, own()),
      () => transposed(3, heNormal, own(), { strides: [2, 2] }),
      () => batchNormalization(),
      () => layerNormalization(),
      () => dropout(pick([0, 0.5, 1])),
      () => pooling(pick(['max', 'average'])),
      () => activation(own() ?? { name: 'relu' }),
    ])();
  const head = stream.uniform() < 0.7 ? [pick([flatten(), globalPooling('max')]), dense(5, heNormal, own())] : [];
  const body = Array.from({ length: 6 }, layer);
  return sequential([pick([1, 4, 7]), pick([2, 5, 8]), pick([1, 3])], [...body, ...head]);
}

describe('random graphs', () => {
  it('are predicted and simulated without an exception and without an undefined number', () => {
    for (let seed = 0; seed < 120; seed++) {
      const graph = randomGraph(seed);
      const simulation = simulate(graph, { seeds: 1, seed, batch: 3, input: 'normal' });
      let step = simulation.next();
      while (step.done !== true) step = simulation.next();
      const predicted = predict(graph, { input: 'normal', batch: 3 });
      assert.equal(predicted.length, graph.layers.length);
      for (const { id, forward, backward, weightGradient } of [...predicted, ...step.value]) {
        for (const value of [
          forward.secondMoment,
          forward.median,
          forward.low,
          forward.high,
          forward.deadFraction,
          forward.saturatedFraction,
          forward.cosine ?? 0,
          backward.secondMoment,
          backward.high,
        ]) {
          assert.ok(!Number.isNaN(value), `graph ${seed}, layer ${id}`);
        }
        // An overflowing net's kernel gradient may be a product of an infinity and a zero, which has no value.
        assert.ok(!((weightGradient?.secondMoment ?? 0) < 0), `graph ${seed}, layer ${id}`);
      }
    }
  });
});
