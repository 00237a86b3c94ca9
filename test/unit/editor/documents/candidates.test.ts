import assert from 'node:assert/strict';
import { languageOfDocument, MAX_LENGTH, skipReason } from '../../../../src/editor/documents/candidates.ts';
import { languageOfPath } from '../../../../src/language.ts';

describe('candidates', () => {
  it('looks at scripts that use the framework and at JSON with layer classes, and leaves the rest alone', () => {
    assert.equal(skipReason("import * as tf from '@tensorflow/tfjs';", 'typescript'), null);
    assert.equal(skipReason('export const build = (tf) => tf.layers.dense({units: 1});', 'javascript'), null);
    assert.equal(skipReason("import fs from 'node:fs';\nconst layers = [];", 'javascript'), 'noModel');
    assert.equal(skipReason('{"class_name": "Sequential", "config": {"layers": []}}', 'json'), null);
    assert.equal(skipReason('{"layers": ["roads", "rivers"]}', 'json'), 'noModel');
  });

  it('leaves a model above 1 MB to the command', () => {
    const model = '{"class_name": "Sequential", "config": {"layers": []}}';
    assert.equal(skipReason(model.padEnd(MAX_LENGTH), 'json'), null);
    assert.equal(skipReason(model.padEnd(MAX_LENGTH + 1), 'json'), 'tooLarge');
    assert.equal(skipReason(model, 'json', model.length), null);
    assert.equal(skipReason(model, 'json', model.length - 1), 'tooLarge');
    assert.equal(skipReason(' '.repeat(MAX_LENGTH + 1), 'json'), 'noModel');
  });

  it('tells the language of a file by its extension', () => {
    const names = [
      'm.ts',
      'm.mts',
      'm.cts',
      'm.tsx',
      'm.js',
      'm.mjs',
      'm.cjs',
      'm.jsx',
      'model.JSON',
      'm.py',
      'm',
      'a.htm',
      'A.HTML',
      'b.vue',
      'c.svelte',
    ];
    assert.deepEqual(
      names.map((name) => languageOfPath(`/a.b/${name}`)),
      [
        ...['typescript', 'typescript', 'typescript', 'tsx'],
        ...['javascript', 'javascript', 'javascript', 'javascript', 'json', null, null],
        ...['html', 'html', 'vue', 'svelte'],
      ],
    );
  });

  it('tells the language of a document by what the editor says, and of a component by its name', () => {
    const documents = [
      'html /a.php',
      'vue untitled-1',
      'plaintext /b.vue',
      'html /c.svelte',
      'plaintext /d.html',
      'css /e.ts',
    ];
    assert.deepEqual(
      documents.map((document) => {
        const [language = '', path = ''] = document.split(' ');
        return languageOfDocument(language, path);
      }),
      ['html', 'vue', 'vue', 'svelte', null, null],
    );
  });
});
