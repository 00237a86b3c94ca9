import assert from 'node:assert/strict';
import { type ModelAccuracy, summary } from '../../bench/accuracy/compare.ts';
import { kerasAccuracy, readKerasSignals } from '../../bench/accuracy/keras-signals.ts';

/** The prediction of wider nets, read from Keras's own files, against draws of Keras (keras/record_signals.py). */

const MEDIAN = 0.02;
const WORST = 0.15;

describe('the prediction against draws of Keras', () => {
  const { models } = readKerasSignals();
  const found: ModelAccuracy[] = [];

  for (const model of models) {
    it(`agrees on ${model.name}`, () => {
      assert.ok(model.draws >= 1000, `${model.draws} draws`);
      const accuracy = kerasAccuracy(model);
      found.push(accuracy);
      for (const [what, { worst }] of [
        ['forward', accuracy.forward.errors],
        ['backward', accuracy.backward.errors],
        ['kernels’ gradients', accuracy.weightGradient],
      ] as const) {
        assert.ok(worst < WORST, `${what}: ${worst}`);
      }
    });
  }

  it('is off by less than 5 % over all layers', () => {
    const errors = found.flatMap(({ forward, backward }) => [...forward.errors.all, ...backward.errors.all]);
    assert.ok(errors.length >= 300, `${errors.length} comparisons`);
    const { median } = summary(errors);
    assert.ok(median < MEDIAN, `${median}`);
  });
});
