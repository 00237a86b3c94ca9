import assert from 'node:assert/strict';
import { compareReading, Share } from './keras/comparison.ts';
import { recordedModels } from './keras/recordings.ts';

/** Files of Keras 1.2.2, read as who loads them today does (keras/record_keras1.py). */
describe('models of Keras 1, as it saves them', () => {
  const share = new Share('Keras 1');
  after(() => share.print());

  for (const model of recordedModels('keras1', 'models')) {
    it(`${model.name} is read whole`, () => {
      const comparison = compareReading(model, 'keras2');
      share.add(comparison);
      assert.deepEqual(comparison.differences, []);
    });
  }
});
