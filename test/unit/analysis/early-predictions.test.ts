import assert from 'node:assert/strict';
import { earlyPredictions } from '../../../src/analysis/early-predictions.ts';
import type { Scheme } from '../../../src/model/scheme.ts';
import { PREDICTED_INPUT } from '../../../src/protocol.ts';
import { predict } from '../../../src/theory/predict.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';
import { expectDefined } from '../frontends/reading.ts';

const HIDDEN = "dense({ units: 64, activation: 'relu' })";

async function early(layers: readonly string[]) {
  const analysis = await analyse(sequentialModel([64], layers));
  const graph = expectDefined(analysis.reading.graphs[0], 'there is a model');
  const schemes = ['current', 'recommended', 'zeros'].flatMap((id): Scheme[] => {
    const scheme = analysis.scheme(graph, id);
    return scheme === null ? [] : [scheme];
  });
  assert.equal(schemes.length, 3);
  return { graph, predicted: earlyPredictions(analysis, graph, schemes) };
}

describe('what a panel is told before its own theory is loaded', () => {
  it('is what its own theory says of what it starts with, under the schemes that are always shown', async () => {
    const { graph, predicted } = await early([...times(3, HIDDEN), 'dense({ units: 1 })']);
    assert.deepEqual(Object.keys(predicted), ['current', 'recommended']);
    assert.deepEqual(predicted.current, predict(graph, PREDICTED_INPUT));
    assert.notDeepEqual(predicted.recommended, predicted.current);
  });

  it('comes through a message as it was', async () => {
    const { predicted } = await early([HIDDEN, 'dense({ units: 1 })']);
    assert.deepEqual(JSON.parse(JSON.stringify(predicted)), predicted);
  });

  it('leaves out a scheme whose figures no message can carry', async () => {
    const exploding =
      "dense({ units: 64, activation: 'relu', kernelInitializer: tf.initializers.constant({ value: -1e308 }) })";
    const { graph, predicted } = await early([...times(3, exploding), 'dense({ units: 1 })']);
    assert.ok(predict(graph, PREDICTED_INPUT).some(({ backward }) => !Number.isFinite(backward.secondMoment)));
    assert.deepEqual(Object.keys(predicted), ['recommended']);
    assert.deepEqual(JSON.parse(JSON.stringify(predicted)), predicted);
  });

  it('is nothing for a large model, which would keep the extension from its other work', async () => {
    assert.deepEqual((await early(times(60, HIDDEN))).predicted, {});
  });
});
