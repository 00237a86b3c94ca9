import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Severity } from '../../src/advice/finding.ts';
import { analyse } from '../builders/analyse.ts';
import { makeWeightsLight } from './harness/light-weights.ts';
import { runProgram } from './harness/run-program.ts';
import { disposeVariablesSince, variableNames } from './harness/variables.ts';

/** What TensorFlow.js saves of a well-initialised program is told nothing that the program is not told. */

const FOLDER = join(__dirname, '../models/good');
const FILES = readdirSync(FOLDER).filter((file) => ['.ts', '.js'].includes(extname(file)));
const QUIET: readonly Severity[] = ['info', 'hint'];

describe('well-initialised models as TensorFlow.js saves them', () => {
  let restoreWeights = () => {};
  let others: ReadonlySet<string> = new Set();

  before(async () => {
    await tf.setBackend('cpu');
    restoreWeights = makeWeightsLight();
  });

  after(() => restoreWeights());

  beforeEach(() => {
    others = variableNames();
  });

  afterEach(() => disposeVariablesSince(others));

  for (const file of FILES) {
    it(`${file} gives no warning as JSON`, async () => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const { models } = await runProgram({ text, loader: extname(file) === '.ts' ? 'ts' : 'js' });
      assert.ok(models.length > 0, 'it makes a model');
      for (const { model } of models) {
        const saved = JSON.stringify({ format: 'layers-model', modelTopology: model.toJSON(null, false) });
        const { reading, findings } = await analyse(saved, 'json');
        assert.equal(reading.graphs.length, 1);
        const loud = findings.filter(({ severity }) => !QUIET.includes(severity));
        assert.deepEqual(
          loud.map(({ rule, layer, message }) => `${rule} at ${layer}: ${message}`),
          [],
        );
      }
    });
  }
});
