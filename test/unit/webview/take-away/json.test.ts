import assert from 'node:assert/strict';
import { TrainingRun } from '../../../../webview/convergence/training-run.ts';
import { DEFAULT_SETTINGS } from '../../../../webview/settings.ts';
import { jsonOf } from '../../../../webview/take-away/json.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { heUniform } from '../../../builders/samplers.ts';
import { report } from './report.ts';

describe('the figures as JSON', () => {
  it('hold every layer and series, and how they came about', () => {
    const given = report(2);
    const written = JSON.parse(jsonOf(given));
    assert.equal(written.provenance, 'Predicted by mean-field theory, normal input.');
    assert.deepEqual(written.settings, { seeds: 8, seed: 1, batch: 32, input: 'normal', inputScale: 1 });
    assert.equal(written.layers.length, 3);
    const [, first] = written.layers;
    assert.equal(first.line, 7);
    assert.deepEqual(
      first.series.map((series: { role: string }) => series.role),
      ['current', 'recommended'],
    );
    const known = given.series[0]?.predicted.get('1');
    assert.deepEqual(first.series[0].forward, known?.forward);
    assert.deepEqual(first.series[0].backward, known?.backward);
  });

  it('say how many examples each series took, whatever the settings ask for', () => {
    const given = report(1);
    const [current, recommended] = given.series;
    assert.ok(current && recommended);
    const simulated = { ...current, simulated: current.predicted, examples: 12 };
    assert.deepEqual(JSON.parse(jsonOf({ ...given, series: [simulated, recommended] })).examples, [
      { role: 'current', scheme: 'current', label: 'Current', examples: 12 },
      { role: 'recommended', scheme: 'recommended', label: 'Recommended', examples: null },
    ]);
  });

  it('say what is no number in words', () => {
    const given = report(1, (layer) => ({
      ...layer,
      forward: { ...layer.forward, median: Number.POSITIVE_INFINITY, mean: Number.NaN },
    }));
    const [input] = JSON.parse(jsonOf(given)).layers;
    assert.equal(input.series[0].forward.median, 'Infinity');
    assert.equal(input.series[0].forward.mean, 'NaN');
  });

  it('holds the losses of a training, unless there was none', () => {
    const given = report(2);
    assert.equal(JSON.parse(jsonOf(given)).training, undefined);
    const graph = sequential([8], [dense(8, heUniform)]);
    const training = new TrainingRun(
      graph,
      [{ scheme: 'current', label: 'Current', phrase: '', graph }],
      DEFAULT_SETTINGS.training,
    );
    training.take({ type: 'chance', id: 1, repeat: 0, chance: 1 });
    const losses = [2, Number.POSITIVE_INFINITY];
    training.take({ type: 'progress', id: 1, fraction: 0.5, losses: [{ scheme: 0, repeat: 0, from: 0, losses }] });
    const written = JSON.parse(jsonOf({ ...given, training })).training;
    assert.deepEqual(written.options, DEFAULT_SETTINGS.training);
    assert.equal(written.lossOfBestConstantAnswer, 1);
    assert.deepEqual(written.series, [{ scheme: 'current', label: 'Current', losses: [[2, 'Infinity']] }]);
  });
});
