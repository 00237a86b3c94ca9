import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { schemeFor } from '../../src/advice/schemes.ts';
import { DEFAULT_ADVICE_SETTINGS } from '../../src/advice/settings.ts';
import { dialects } from '../../src/dialects/index.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { applyScheme } from '../../src/model/scheme.ts';
import { lossCurve } from '../../webview/convergence/loss-curve.ts';
import { DEFAULT_TRAINING, type TrainingOptions } from '../../webview/convergence/options.ts';
import { type Outcome, outcomeOf } from '../../webview/convergence/outcome.ts';
import { train } from '../../webview/worker/training/training.ts';
import { analyse, sequentialModel, times } from '../builders/analyse.ts';

const NEVER = Number.POSITIVE_INFINITY;

interface Trained {
  /** By scheme, then repeat. */
  readonly losses: readonly (readonly number[])[][];
  readonly chance: number;
}

async function trained(graphs: readonly ModelGraph[], options: Partial<TrainingOptions>): Promise<Trained> {
  const losses = graphs.map((): number[][] => []);
  let chance = Number.NaN;
  await train(
    graphs,
    { ...DEFAULT_TRAINING, ...options },
    {
      now: () => 0,
      onChance: (_, value) => {
        chance = value;
      },
      onProgress: (_, reported) => {
        for (const { scheme, repeat, losses: more } of reported) {
          const repeats = losses[scheme];
          if (repeats !== undefined) repeats[repeat] = [...(repeats[repeat] ?? []), ...more];
        }
      },
    },
  );
  return { losses, chance };
}

async function graphOf(inputShape: readonly number[], layers: readonly string[]): Promise<ModelGraph> {
  const { reading } = await analyse(sequentialModel(inputShape, layers));
  const [graph] = reading.graphs;
  assert.ok(graph !== undefined);
  return graph;
}

function under(graph: ModelGraph, id: string): ModelGraph {
  const scheme = schemeFor(graph, id, dialects[graph.dialect], DEFAULT_ADVICE_SETTINGS);
  assert.ok(scheme !== null);
  return applyScheme(graph, scheme);
}

function outcome({ losses, chance }: Trained, scheme: number): Outcome['kind'] | undefined {
  return outcomeOf(lossCurve(losses[scheme] ?? []), chance)?.kind;
}

/** Every kind of layer that keeps something for itself while it trains. */
const KEEPING = [
  'lstm({ units: 6, returnSequences: true, dropout: 0.2, recurrentDropout: 0.2 })',
  'bidirectional({ layer: tf.layers.gru({ units: 5, dropout: 0.3, recurrentDropout: 0.1 }) })',
  "dense({ units: 8, activation: 'relu' })",
  'batchNormalization({ momentum: 0.9 })',
  'dropout({ rate: 0.5 })',
  "dense({ units: 3, activation: 'softmax' })",
];

describe('training', function () {
  this.timeout(120_000);

  after(() => tf.setBackend('cpu'));

  it('comes down with He where the default of TF.js does not move: 20 relu layers', async () => {
    const layers = [
      ...times(20, "dense({ units: 64, activation: 'relu' })"),
      "dense({ units: 4, activation: 'softmax' })",
    ];
    const graph = await graphOf([32], layers);
    const result = await trained(
      ['glorotNormal', 'heUniform'].map((id) => under(graph, id)),
      { steps: 150, learningRate: 0.02 },
    );
    assert.equal(outcome(result, 0), 'still');
    assert.equal(outcome(result, 1), 'fell');
    const [still, fell] = result.losses.map((repeats) => lossCurve(repeats).at(-1)?.median ?? NEVER);
    assert.ok((still ?? 0) > 0.95 * result.chance, `${still} of ${result.chance}`);
    assert.ok((fell ?? NEVER) < 0.5 * result.chance, `${fell} of ${result.chance}`);
  });

  it('says so where the loss is no number any more, and goes on with the others', async () => {
    const graph = await graphOf([8], ["dense({ units: 16, activation: 'relu' })", 'dense({ units: 1 })']);
    const huge = under(
      await graphOf(
        [8],
        [
          "dense({ units: 16, activation: 'relu', kernelInitializer: tf.initializers.randomNormal({ stddev: 1e18 }) })",
          'dense({ units: 1, kernelInitializer: tf.initializers.randomNormal({ stddev: 1e18 }) })',
        ],
      ),
      'current',
    );
    const result = await trained([huge, graph], { steps: 30 });
    assert.equal(outcome(result, 0), 'diverged');
    assert.equal(result.losses[1]?.[0]?.length, 30);
    assert.notEqual(outcome(result, 1), 'diverged');
  });

  it('gives the same losses for the same seed, dropout included, and others for another', async () => {
    const graph = await graphOf([6, 4], KEEPING);
    const options = { steps: 6, batch: 8, repeats: 2 };
    const { losses } = await trained([graph], options);
    assert.deepEqual((await trained([graph], options)).losses, losses);
    const [first, second] = losses[0] ?? [];
    assert.notDeepEqual(second, first, 'a repeat has a seed of its own');
    assert.deepEqual((await trained([graph], { ...options, seed: 2, repeats: 1 })).losses[0]?.[0], second);
  });

  it('gives all memory back, fifty times over', async () => {
    const graph = await graphOf([3, 4], KEEPING);
    const options = { steps: 2, batch: 2 };
    await trained([graph], options);
    const before = tf.memory();
    const variables = Object.keys(tf.engine().registeredVariables).length;
    for (let i = 0; i < 50; i++) await trained([graph], { ...options, optimizer: 'momentum' });
    const after = tf.memory();
    assert.equal(after.numTensors, before.numTensors);
    assert.equal(after.numBytes, before.numBytes);
    assert.equal(after.numDataBuffers, before.numDataBuffers);
    assert.equal(Object.keys(tf.engine().registeredVariables).length, variables);
  });

  it('gives all memory back where a model cannot be trained', async () => {
    const graph = await graphOf([4], ['dense({ units: 3 })', 'dense({ units: 2, kernelInitializer: pick() })']);
    const before = tf.memory().numTensors;
    await assert.rejects(
      trained([graph], { steps: 2 }),
      /dense_2 prevents training: it has a kernel whose initialiser is not known/,
    );
    assert.equal(tf.memory().numTensors, before);
  });

  it('learns every kind of answer: classes, yes or no, numbers', async () => {
    for (const last of ["units: 3, activation: 'softmax'", "units: 2, activation: 'sigmoid'", 'units: 2']) {
      const graph = await graphOf(
        [8],
        ["dense({ units: 32, activation: 'tanh', kernelInitializer: 'glorotUniform' })", `dense({ ${last} })`],
      );
      const result = await trained([graph], { steps: 120, optimizer: 'adam', learningRate: 0.01 });
      assert.equal(outcome(result, 0), 'fell', last);
    }
  });
});
