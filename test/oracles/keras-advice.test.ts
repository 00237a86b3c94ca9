import assert from 'node:assert/strict';
import { analyse } from '../builders/analyse.ts';
import { recordedModels } from './keras/recordings.ts';

/** What is said of Keras's own applications, which have been trained many times. */
for (const generation of ['keras2', 'keras3'] as const) {
  describe(`advice on the applications of ${generation}`, () => {
    for (const { name, json } of recordedModels(generation, 'applications')) {
      it(`${name}: nothing above information`, async () => {
        const { reading, findings } = await analyse(json, 'json');
        assert.equal(reading.graphs.length, 1);
        const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
        assert.deepEqual([...new Set(loud.map(({ rule }) => rule))], []);
      });
    }
  });
}
