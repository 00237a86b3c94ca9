import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { prepare } from '../unit/frontends/reading.ts';
import { disagreements } from './harness/agreement.ts';
import { makeWeightsLight } from './harness/light-weights.ts';
import { made, readAndMade, scripts, textOf } from './harness/made-models.ts';
import { FILE_RUNS, type FileRun } from './harness/model-file-runs.ts';
import { disposeVariablesSince, variableNames } from './harness/variables.ts';

/** Every script that stands for what users write, run under TF.js itself and compared with its reading. */

const FILES = ['test/models', 'samples'].flatMap(scripts);

describe('model files run under TF.js', () => {
  let restoreWeights = () => {};
  let others: ReadonlySet<string> = new Set();

  before(async () => {
    await tf.setBackend('cpu');
    restoreWeights = makeWeightsLight();
    await prepare();
  });

  after(() => restoreWeights());

  beforeEach(() => {
    others = variableNames();
  });

  afterEach(() => disposeVariablesSince(others));

  for (const file of FILES) {
    const run = FILE_RUNS[file] ?? {};
    if (run.notRun !== undefined) {
      it(`${file} is not run: ${run.notRun}`, () => assert.ok(run.notRun));
      continue;
    }
    it(`${file} is read as the models that it makes`, () => compare(file, run));
    const { refused } = run;
    if (refused === undefined) continue;
    it(`${file} as it stands is refused`, () => assert.rejects(made(file, run, textOf(file)), refused));
  }

  it('are all there that the table names', () => {
    assert.deepEqual(
      Object.keys(FILE_RUNS).filter((file) => !FILES.includes(file)),
      [],
    );
  });
});

async function compare(file: string, run: FileRun): Promise<void> {
  const { text, graphs, recording, named } = await readAndMade(file, run);
  assert.deepEqual(disagreements(text, graphs, recording, named), []);
}
