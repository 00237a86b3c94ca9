import assert from 'node:assert/strict';
import { compareReading, Share } from './keras/comparison.ts';
import { recordedModels } from './keras/recordings.ts';

/**
 * JSON files that Keras 2.15 and 3.12 wrote against what Keras builds of them: every layer with its inputs, output shape,
 * weights, initialisers, activations and number of parameters (keras/record_applications.py, keras/record_models.py).
 */
for (const generation of ['keras2', 'keras3'] as const) {
  for (const [set, what] of [
    ['applications', "Keras's applications"],
    ['models', 'models made by hand'],
  ] as const) {
    describe(`${what}, as ${generation} saves them`, () => {
      const share = new Share(`${generation}, ${what}`);
      after(() => share.print());

      for (const model of recordedModels(generation, set)) {
        it(`${model.name} is read whole`, () => {
          const comparison = compareReading(model, generation);
          share.add(comparison);
          assert.deepEqual(comparison.differences, []);
        });
      }
    });
  }
}
