import assert from 'node:assert/strict';
import { modelFixes, modelRatios, modelSummaries } from '../../../src/analysis/model-summary.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';
import { expectDefined } from '../frontends/reading.ts';

/** 64 x 64 weights and 64 biases, eight times, and an output of four units. */
const DEEP = sequentialModel(
  [64],
  [...times(8, "dense({ units: 64, activation: 'relu' })"), "dense({ units: 4, activation: 'softmax' })"],
);

describe('the summary of a model', () => {
  it('counts layers, parameters and what can be mended', async () => {
    const analysis = await analyse(DEEP);
    const [summary, ...others] = modelSummaries(analysis);
    assert.deepEqual(others, []);
    const { layers, parameters, fixes, place } = expectDefined(summary, 'there is a model');
    assert.equal(layers, 9);
    assert.equal(parameters, 8 * (64 * 64 + 64) + 64 * 4 + 4);
    assert.equal(fixes, 8);
    assert.ok(DEEP.slice(place.start).startsWith('tf.sequential('));
  });

  it('tells what is left of signal and gradient over the hidden layers', async () => {
    const [graph] = (await analyse(DEEP)).reading.graphs;
    const { signal, gradient } = modelRatios(expectDefined(graph, 'there is a model'));
    // Glorot on equal fans keeps 1/n of the variance, TensorFlow.js truncates it to 0.774 of that, relu halves it.
    assert.ok(Math.abs((signal ?? 0) / 0.387 ** 8 - 1) < 0.01, `${signal}`);
    assert.ok(Math.abs((gradient ?? 0) / 0.387 ** 7 - 1) < 0.01, `${gradient}`);
  });

  it('tells no ratio where one layer alone meets the input', async () => {
    const [graph] = (await analyse(sequentialModel([8], ['dense({ units: 1 })']))).reading.graphs;
    assert.deepEqual(modelRatios(expectDefined(graph, 'there is a model')), { signal: null, gradient: null });
  });

  it('mends one model of several and leaves the others', async () => {
    const second = DEEP.slice(DEEP.indexOf('export')).replace('model', 'second');
    const text = DEEP + second;
    const analysis = await analyse(text);
    assert.deepEqual(
      modelSummaries(analysis).map(({ fixes }) => fixes),
      [8, 8],
    );
    const mended = applyEdits(text, modelFixes(analysis, 1).edits);
    assert.ok(mended.startsWith(DEEP), 'the first model stays');
    assert.deepEqual(
      modelSummaries(await analyse(mended)).map(({ fixes }) => fixes),
      [8, 0],
    );
  });

  it('is not made of layers that no model takes up', async () => {
    const text = "import * as tf from '@tensorflow/tfjs';\nexport const layer = tf.layers.dense({ units: 8 });\n";
    assert.deepEqual(modelSummaries(await analyse(text)), []);
  });
});
