import assert from 'node:assert/strict';
import { languageOfPath, MAX_LENGTH, mayHoldModel, skipReason } from '../../../src/editor/candidates.ts';

describe('candidates', () => {
  const holding: readonly [string, string][] = [
    ['a namespace import', "import * as tf from '@tensorflow/tfjs';\ntf.layers.dense({units: 1});"],
    ['a named import', "import { layers as L } from '@tensorflow/tfjs-layers';\nL.dense({units: 1});"],
    ['destructuring', "const { layers } = require('@tensorflow/tfjs-node');\nlayers.dense({units: 1});"],
    ['a script-tag global', 'const m = tf.sequential(); m.add(tf.layers.dense({units: 1}));'],
    ['a parameter', 'export const build = (tf) => tf.layers.dense({units: 1});'],
  ];
  for (const [how, text] of holding) {
    it(`looks at a script that reaches layers through ${how}`, () => {
      assert.equal(mayHoldModel(text, 'typescript'), true);
    });
  }

  it('leaves other scripts alone', () => {
    assert.equal(mayHoldModel("import fs from 'node:fs';\nconst layers = [];", 'javascript'), false);
    assert.equal(mayHoldModel("const tf = 'transformer';", 'javascript'), false);
  });

  it('looks at JSON only with class names and layers', () => {
    assert.equal(mayHoldModel('{"class_name": "Sequential", "config": {"layers": []}}', 'json'), true);
    assert.equal(mayHoldModel('{"layers": ["roads", "rivers"]}', 'json'), false);
  });

  it('leaves a model above 1 MB to the command', () => {
    const model = '{"class_name": "Sequential", "config": {"layers": []}}';
    assert.equal(skipReason(model.padEnd(MAX_LENGTH), 'json'), null);
    assert.equal(skipReason(model.padEnd(MAX_LENGTH + 1), 'json'), 'tooLarge');
    assert.equal(skipReason(' '.repeat(MAX_LENGTH + 1), 'json'), 'noModel');
  });

  it('tells the language of a file by its extension', () => {
    const names = ['m.ts', 'm.mts', 'm.cts', 'm.tsx', 'm.js', 'm.mjs', 'm.cjs', 'm.jsx', 'model.JSON', 'm.py', 'm'];
    assert.deepEqual(
      names.map((name) => languageOfPath(`/a.b/${name}`)),
      [
        ...['typescript', 'typescript', 'typescript', 'tsx'],
        ...['javascript', 'javascript', 'javascript', 'javascript', 'json', null, null],
      ],
    );
  });
});
