import type { ModelAccuracy } from '../../bench/accuracy/compare.ts';
import { kerasAccuracy, readKerasSignals } from '../../bench/accuracy/keras-signals.ts';
import { assertEnoughDraws, assertMedianNear, assertNear } from './accuracy/bounds.ts';

/** The prediction of wider nets, read from Keras's own files, against draws of Keras (keras/record_signals.py). */

describe('the prediction against draws of Keras', () => {
  const { models } = readKerasSignals();
  const found: ModelAccuracy[] = [];

  for (const model of models) {
    it(`agrees on ${model.name}`, () => {
      assertEnoughDraws(model.draws);
      const accuracy = kerasAccuracy(model);
      found.push(accuracy);
      assertNear(accuracy);
    });
  }

  it('is off by less than 5 % over all layers', () => {
    assertMedianNear(found, 300);
  });
});
