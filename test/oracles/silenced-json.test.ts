import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from '../builders/analyse.ts';

/** The key that silences rules in JSON, wherever the fixes write it, does not keep TensorFlow.js from loading the file. */

const FILE = join(__dirname, '../models/cases/digits-all-zeros.json');

describe('JSON in which rules are silenced', () => {
  before(() => tf.setBackend('cpu'));

  for (const [where, isWholeFile] of [
    ['at a layer', false],
    ['for the whole file', true],
  ] as const) {
    it(`${where} is loaded by TensorFlow.js as before`, async () => {
      const text = readFileSync(FILE, 'utf8');
      const { reading, findings } = await analyse(text, 'json');
      const [graph] = reading.graphs;
      const [zeros] = findings;
      assert.ok(graph && zeros);
      const layer = isWholeFile ? null : zeros.layer;
      const silenced = applyEdits(text, reading.edits(graph, { kind: 'suppress', layer, rule: zeros.rule }) ?? []);
      assert.ok(silenced.includes('"_initLens"'));
      assert.deepEqual((await analyse(silenced, 'json')).findings, []);
      const { modelTopology } = JSON.parse(silenced);
      const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology }));
      assert.deepEqual(
        loaded.layers.map(({ name }) => name),
        graph.layers.filter(({ operation }) => operation.kind !== 'input').map(({ name }) => name),
      );
    });
  }
});
