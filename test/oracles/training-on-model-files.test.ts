import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { useBackend } from '../../webview/worker/training/kernels/backend.ts';
import { modelConfig } from '../../webview/worker/training/rebuild/model-config.ts';
import { inputKind } from '../../webview/worker/training/task/input-kinds.ts';
import { Refused, trainableModel } from '../../webview/worker/training/trainable-model.ts';
import { prepare } from '../unit/frontends/reading.ts';
import { agreeingPairs, type Pair } from './harness/agreement.ts';
import { drawingWork } from './harness/drawing-work.ts';
import { walkedLayers } from './harness/graph-facts.ts';
import { makeWeightsLight } from './harness/light-weights.ts';
import { jsonModels, loadedPair } from './harness/loaded-models.ts';
import { readAndMade, scripts, textOf } from './harness/made-models.ts';
import { FILE_RUNS } from './harness/model-file-runs.ts';
import { usesOf } from './harness/tfjs-uses.ts';
import { disposeVariablesSince, variableNames } from './harness/variables.ts';

/**
 * The models of the model files, built by their own code, against those that training rebuilds from what was read:
 * with the same weights they must give the same outputs.
 */

const BATCH = 2;
/** Of one pass on the user's side, on TF.js's own back end (see `drawingWork`). */
const TOO_MUCH_WORK = 12e6;
/** Sums in another order. */
const TOLERANCE = 1e-3;

describe('models rebuilt for training, against those of the model files', function () {
  this.timeout(120_000);
  const compared: string[] = [];
  const refused: string[] = [];
  let others: ReadonlySet<string> = new Set();

  before(prepare);

  beforeEach(async () => {
    await tf.setBackend('cpu');
    others = variableNames();
  });

  afterEach(() => disposeVariablesSince(others));

  after(() => tf.setBackend('cpu'));

  /** @returns what became of the model, in words. */
  async function compare(file: string, pair: Pair): Promise<string> {
    const { graph, model } = pair;
    if (drawingWork(graph, BATCH) > TOO_MUCH_WORK) return `${graph.name} left out: too large`;
    const inputs = inputsOf(pair);
    try {
      await useBackend();
      const rebuilt = await trainableModel(graph, 1);
      await tf.setBackend('cpu');
      shareWeights(pair, rebuilt);
      const expected = predicted(model, inputs);
      await useBackend();
      const outputs = predicted(rebuilt, inputs);
      assert.equal(outputs.length, expected.length, 'as many outputs');
      outputs.forEach((values, i) => {
        const off = relativeError(values, expected[i] ?? new Float32Array());
        assert.ok(off < TOLERANCE, `${graph.name}: output ${i} is ${off} off`);
      });
      rebuilt.dispose();
      compared.push(`${file} ${graph.name}`);
      return `${graph.name} compared`;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(`${file} ${graph.name}: ${error.message}`);
      return `${graph.name} refused: ${error.message}`;
    }
  }

  for (const file of scripts('test/models')) {
    it(file, async function () {
      const restore = makeWeightsLight();
      const { text, graphs, recording, named } = await readAndMade(file, FILE_RUNS[file] ?? {}).finally(restore);
      const outcomes: string[] = [];
      for (const pair of agreeingPairs(text, graphs, recording, named)) {
        await tf.setBackend('cpu');
        if (pair.graph.kind !== 'loose') outcomes.push(await compare(file, pair));
      }
      this.runnable().title = `${file}: ${outcomes.join('; ')}`;
    });
  }

  for (const file of jsonModels('test/models')) {
    it(file, async function () {
      const restore = makeWeightsLight();
      const loaded = await loadedPair(textOf(file)).finally(restore);
      const outcome = typeof loaded === 'string' ? `not loaded: ${loaded}` : await compare(file, loaded);
      this.runnable().title = `${file}: ${outcome}`;
    });
  }

  it('cover most of them', function () {
    this.runnable().title += ` (${compared.length} compared, ${refused.length} refused)`;
    assert.ok(compared.length >= 60, `${compared.length} compared; refused: ${refused.join('\n')}`);
  });
});

/** Numbers as the inputs take them, of no particular distribution. */
function inputsOf({ graph, model }: Pair): tf.Tensor[] {
  return model.inputs.map((input, i) => {
    const random = streamFor('training oracle', i);
    const layer = graph.layers.find(({ id }) => id === graph.inputs[i]);
    assert.ok(layer !== undefined, 'as many inputs are read as are made');
    // Sizes that the user's model leaves open are those that were assumed.
    const { shape: sizes, tokens } = inputKind(graph, layer);
    const shape = [BATCH, ...sizes];
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
      tokens === null ? random.normal() : tokens.first + Math.floor(random.uniform() * (tokens.end - tokens.first)),
    );
    return tf.tensor(values, shape, input.dtype === 'int32' ? 'int32' : 'float32');
  });
}

function predicted(model: tf.LayersModel, inputs: tf.Tensor[]): Float32Array[] {
  return tf.tidy(() => {
    const outputs = model.predict(inputs, { batchSize: BATCH });
    return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => Float32Array.from(output.dataSync()));
  });
}

/**
 * Gives both models the same weights, all of them random, so that biases and normalisations are compared too.
 * Layers correspond as they are walked from the outputs.
 */
function shareWeights({ graph, model }: Pair, rebuilt: tf.LayersModel): void {
  const config = modelConfig(graph);
  assert.ok(!('refusal' in config));
  const [read, made] = [walkedLayers(graph).nodes, usesOf(model).nodes];
  assert.equal(read.length, made.length, 'as many layers are read as are made');
  read.forEach((layer, i) => {
    const theirs = made[i]?.layer;
    const ours = rebuilt.getLayer(config.names.get(layer.id) ?? '');
    assert.ok(theirs !== undefined);
    const shapes = theirs.weights.map(({ shape }) => shape);
    assert.deepEqual(
      ours.weights.map(({ shape }) => shape),
      shapes,
      `${layer.name} has the same weights`,
    );
    tf.tidy(() => {
      const values = theirs.weights.map((weight, k) => randomWeight(weight, `${i}/${k}`));
      ours.setWeights(values);
      theirs.setWeights(values);
    });
  });
}

/** Of a size that keeps a signal; variances are positive. */
function randomWeight({ originalName, shape }: tf.LayerVariable, key: string): tf.Tensor {
  const random = streamFor('training oracle weight', key);
  const sizes = shape.map((size) => size ?? 1);
  const rows = sizes.slice(0, -1).reduce((a, b) => a * b, 1);
  const isVariance = originalName.endsWith('moving_variance');
  const values = Float32Array.from({ length: rows * (sizes.at(-1) ?? 1) }, () =>
    isVariance ? 0.5 + random.uniform() : random.normal() / Math.sqrt(rows),
  );
  return tf.tensor(values, sizes);
}

/** Of the root mean square. */
function relativeError(values: Float32Array, expected: Float32Array): number {
  assert.equal(values.length, expected.length, 'outputs of the same size');
  let [off, size] = [0, 0];
  values.forEach((value, i) => {
    off += (value - (expected[i] ?? 0)) ** 2;
    size += (expected[i] ?? 0) ** 2;
  });
  return Math.sqrt(off / Math.max(size, Number.MIN_VALUE));
}
