import assert from 'node:assert/strict';
import { jsonOf } from '../../../../webview/take-away/json.ts';
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

  it('say what is no number in words', () => {
    const given = report(1, (layer) => ({
      ...layer,
      forward: { ...layer.forward, median: Number.POSITIVE_INFINITY, mean: Number.NaN },
    }));
    const [input] = JSON.parse(jsonOf(given)).layers;
    assert.equal(input.series[0].forward.median, 'Infinity');
    assert.equal(input.series[0].forward.mean, 'NaN');
  });
});
