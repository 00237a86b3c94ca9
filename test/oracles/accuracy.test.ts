import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { compare, type ModelAccuracy } from '../../bench/accuracy/compare.ts';
import { graphOf } from '../../bench/accuracy/graph-of.ts';
import { MODELS } from '../../bench/accuracy/models.ts';
import { type RecordedModel, readRecording, recordDraws } from '../../bench/accuracy/recording.ts';
import { drawReference } from '../../bench/accuracy/reference.ts';
import type { Sample } from '../../bench/accuracy/sample.ts';
import { predict } from '../../src/theory/predict.ts';
import { assertEnoughDraws, assertMedianNear, assertNear } from './accuracy/bounds.ts';

/**
 * The prediction against what TensorFlow.js drew (accuracy/tfjs-draws.json, written by `npm run validate`), and the
 * recording against what it draws now. Errors are in decimal orders of magnitude beyond twice the standard error of the
 * mean of the draws.
 */

/** Models that are drawn anew: small ones, and of several kinds. */
const AGAIN = ['softplus, glorotUniform, 4 layers', 'relu with a softmax head', 'branches joined and averaged'];
const DRAWS = 40;

describe('the prediction against draws of TensorFlow.js', function () {
  this.timeout(60_000);
  const recording = readRecording();
  const recorded = new Map((recording?.models ?? []).map((model) => [model.name, model]));
  const found: ModelAccuracy[] = [];

  before(() => tf.setBackend('cpu'));

  it('was recorded with the version that is tested against', () => assert.equal(recording?.version, tf.version.tfjs));

  for (const model of MODELS) {
    it(`agrees on ${model.name}`, () => {
      const drawn = recorded.get(model.name);
      assert.ok(drawn !== undefined, 'it is recorded');
      assertEnoughDraws(drawn.draws);
      const graph = graphOf(model);
      const accuracy = compare(graph, predict(graph, { input: 'normal', batch: model.batch }), drawn);
      found.push(accuracy);
      assertNear(accuracy);
    });
  }

  it('is off by less than 5 % over all layers', () => {
    assertMedianNear(found, 500);
  });

  it('predicts a band that holds about nine of ten draws', () => {
    for (const direction of ['forward', 'backward'] as const) {
      const shares = found.map((model) => model[direction].band.within).filter((share) => !Number.isNaN(share));
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      assert.ok(Math.abs(mean - 0.9) < 0.1, `${direction}: ${mean} of the draws`);
    }
  });

  for (const name of AGAIN) {
    it(`was recorded from what TensorFlow.js draws for ${name}`, () => {
      const model = MODELS.find((one) => one.name === name);
      const kept = recorded.get(name);
      assert.ok(model !== undefined && kept !== undefined);
      const again = recordDraws(name, drawReference(model, graphOf(model), DRAWS, 'again'));
      again.layers.forEach((layer, i) => {
        const before = kept.layers[i];
        assert.ok(before !== undefined && before.kind === layer.kind);
        assertSameDraws(`${layer.kind} ${i} forward`, layer.forward, before.forward, kept);
        assertSameDraws(`${layer.kind} ${i} backward`, layer.backward, before.backward, kept);
      });
    });
  }
});

/** Mean logarithms of two samples within 5 standard errors of their difference, and spreads within a factor of 2. */
function assertSameDraws(what: string, now: Sample, before: Sample, { draws }: RecordedModel): void {
  const [a, b] = [now.logDeviation ?? Number.NaN, before.logDeviation ?? Number.NaN];
  const error = Math.sqrt(a ** 2 / DRAWS + b ** 2 / draws);
  const difference = (now.logMean ?? Number.NaN) - (before.logMean ?? Number.NaN);
  assert.ok(Math.abs(difference) < 5 * error, `${what}: ${difference} apart, where ${error} is chance`);
  // The spread of 40 draws is known to 11 %.
  assert.ok(a / b > 0.5 && a / b < 2, `${what}: spread ${a} for ${b}`);
}
