import assert from 'node:assert/strict';
import { analyse } from '../builders/analyse.ts';
import { recordedModels } from './keras/recordings.ts';

/**
 * What is said of Keras's own applications, which have been trained many times. VGG16 alone gets warnings, and rightly:
 * its 15 relu layers have Glorot's default and no normalisation, with which such nets start late or not at all (He et
 * al. 2015, figures 2 and 3).
 */
const DESERVED: Readonly<Record<string, readonly string[]>> = { VGG16: ['activation-mismatch'] };

for (const generation of ['keras2', 'keras3'] as const) {
  describe(`advice on the applications of ${generation}`, () => {
    for (const { name, json } of recordedModels(generation, 'applications')) {
      const deserved = DESERVED[name] ?? [];
      it(`${name}: ${deserved.length === 0 ? 'nothing above information' : deserved.join(', ')}`, async () => {
        const { reading, findings } = await analyse(json, 'json');
        assert.equal(reading.graphs.length, 1);
        const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
        assert.deepEqual([...new Set(loud.map(({ rule }) => rule))], deserved);
      });
    }
  });
}
