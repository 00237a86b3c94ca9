import assert from 'node:assert/strict';
import { readJson } from '../../src/frontends/json/read-json.ts';
import { OPTIONS } from '../unit/frontends/reading.ts';
import { compareReading, Share } from './keras/comparison.ts';
import { recordedModels } from './keras/recordings.ts';

/**
 * JSON files that Keras 2.15 and 3.12 wrote against what Keras builds of them: every layer with its inputs, output shape,
 * weights, initialisers, activations and number of parameters (keras/record_applications.py, keras/record_models.py).
 */
const SETS = [
  ['keras2', 'applications', "Keras's applications"],
  ['keras2', 'models', 'models made by hand'],
  ['keras2', 'legacy', 'models made by hand, in the form of HDF5 files'],
  ['keras3', 'applications', "Keras's applications"],
  ['keras3', 'models', 'models made by hand'],
] as const;

/** What leaves a lambda or a class of the author's own stands in these files only where they say what was built. */
const HIDING: ReadonlySet<string> = new Set(['own_code/registered_class', 'own_code/lambdas']);

for (const [generation, set, what] of SETS) {
  describe(`${what}, as ${generation} saves them`, () => {
    const share = new Share(`${generation}, ${what}`);
    after(() => share.print());

    for (const model of recordedModels(generation, set)) {
      if (set === 'legacy' && HIDING.has(model.name)) {
        it(`${model.name} is read, with what is assumed behind code that the file does not have`, () => {
          const comparison = compareReading(model, generation);
          share.add(comparison);
          assert.ok(!comparison.differences.some((difference) => difference.endsWith('is not read.')));
          const [graph] = readJson(model.json, OPTIONS).graphs;
          const said = graph?.unknowns.map(({ what }) => what);
          assert.deepEqual(said, ['The shape of its input is not known: [64] is assumed.']);
        });
        continue;
      }

      it(`${model.name} is read whole`, () => {
        const comparison = compareReading(model, generation);
        share.add(comparison);
        assert.deepEqual(comparison.differences, []);
      });
    }
  });
}
