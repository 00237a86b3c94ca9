import assert from 'node:assert/strict';
import { EXTENSIONS } from '../../../src/language.ts';
import { Workplace } from '../../builders/terminal.ts';

const LAYER = "tf.layers.dense({ units: 4, inputShape: [4], activation: 'relu', kernelInitializer: 'zeros' })";
const MODEL = `tf.sequential({ layers: [${LAYER}, tf.layers.dense({ units: 1 })] })`;
const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";
const REQUIRE = "const tf = require('@tensorflow/tfjs');\n";
const CDN = '<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script>\n';
const DENSE =
  '{"class_name": "Dense", "config": {"units": 4, "activation": "relu", "batch_input_shape": [null, 4], "kernel_initializer": "zeros"}}';
const OUTPUT = '{"class_name": "Dense", "config": {"units": 1}}';
const JSON_MODEL = `{"keras_version": "2.11.0",\n"model_config": {"class_name": "Sequential", "config": {"layers": [${DENSE}, ${OUTPUT}]}}}`;

/** A file of every kind that is read, in what only that kind may say; the layer stands in the second line. */
const FILES: Readonly<Record<string, string>> = {
  ts: `${IMPORT}export const model: tf.Sequential = ${MODEL};\n`,
  mts: `${IMPORT}export const model = ${MODEL} satisfies tf.Sequential;\n`,
  cts: `import tf = require('@tensorflow/tfjs');\nexport const model = <tf.Sequential>${MODEL};\n`,
  tsx: `${IMPORT}export const View = <T,>(props: T) => { const model = ${MODEL}; return <p title={model.name}>{'</p>'}</p>; };\n`,
  js: `${IMPORT}export const model = ${MODEL};\n`,
  mjs: `${IMPORT}export default await Promise.resolve(${MODEL});\n`,
  cjs: `${REQUIRE}module.exports = ${MODEL};\n`,
  jsx: `${IMPORT}export const View = () => { const model = ${MODEL}; return <p title={model.name}>{'</p>'}</p>; };\n`,
  json: JSON_MODEL,
  jsonc: `// Saved by hand. */ {\n${JSON_MODEL.replace('\n', ' ')} /* "class_name" */`,
  html: `${CDN}<script>const model = ${MODEL};</script>\n`,
  htm: `<!DOCTYPE html>\n<script type="module">import * as tf from 'https://esm.sh/@tensorflow/tfjs'; ${MODEL}</script>`,
  vue: `<template><p>{{ '<script>' }}</p></template>\n<script setup lang="ts">import * as tf from '@tensorflow/tfjs'; const model: tf.Sequential = ${MODEL};</script>`,
  svelte: `<h1>Model</h1>\n<script>import * as tf from '@tensorflow/tfjs'; let model = ${MODEL};</script>`,
};

describe('a file of every language', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(
      Object.fromEntries(Object.entries(FILES).map(([extension, text]) => [`m.${extension}`, text])),
    );
  });
  afterEach(() => place.remove());

  it('is there', () => {
    assert.deepEqual(Object.keys(FILES).sort(), Object.keys(EXTENSIONS).sort());
  });

  it('is checked, found in its folder, with places of the whole file', async () => {
    const { output } = await place.run(['check', '.', '--format', 'json']);
    const { files, errors } = JSON.parse(output);
    assert.deepEqual(errors, []);
    const places: Record<string, unknown> = {};
    for (const { path, findings } of files) {
      const zeros = findings.find(({ rule }: { rule: string }) => rule === 'symmetric-initializer');
      places[path] = zeros === undefined ? null : [zeros.line, zeros.column];
    }
    const expected = Object.entries(FILES).map(([extension, text]) => {
      const line = text.split('\n')[1] ?? '';
      return [`m.${extension}`, [2, line.search(/['"]zeros/) + 1]];
    });
    assert.deepEqual(places, Object.fromEntries(expected));
  });

  it('is mended where the initialiser stands, and nowhere else', async () => {
    assert.equal((await place.run(['fix', '.'])).complaints, '');
    for (const [extension, text] of Object.entries(FILES)) {
      const [before, after = ''] = text.split(/(?<=['"])zeros/);
      const mended = place.read(`m.${extension}`);
      // JSON may get an object for the name.
      const start = (before ?? '').slice(0, -1);
      assert.ok(mended.startsWith(start) && mended.endsWith(after.slice(1)), mended);
      assert.match(mended.slice(start.length, mended.length - after.length + 1), /he_?(?:uniform|normal)/i);
    }
  });

  it('is described, predicted and simulated', async () => {
    for (const extension of Object.keys(FILES)) {
      const file = `m.${extension}`;
      const { graphs } = JSON.parse((await place.run(['describe', file, '--json'])).output);
      assert.equal(graphs.length, 1, file);
      assert.equal(graphs[0].layers.find(({ op }: { op: string }) => op === 'dense').line, 2, file);
      for (const command of ['predict', 'simulate']) {
        const { status, output } = await place.run([
          command,
          file,
          '--json',
          ...(command === 'simulate' ? ['--seeds', '1'] : []),
        ]);
        assert.equal(status, 0, file);
        assert.equal(JSON.parse(output).graphs.length, 1, file);
      }
    }
  });

  it('is told apart on standard input, a page without a name too', async () => {
    for (const name of ['m.vue', 'm.svelte', 'm.htm']) {
      const { output } = await place.run(['check', '-', '--stdin-filename', name], FILES[name.slice(2)]);
      assert.match(output, /symmetric-initializer/, name);
    }
    assert.match((await place.run(['check', '-'], FILES.html)).output, /symmetric-initializer/);
  });
});

describe('scripts of a page', () => {
  it('follow what they import, and pages that hold none are no trouble', async () => {
    const place = new Workplace({
      'page.html': `<p>1</p>\n<script type="module">\nimport { hidden } from './hidden.js';\n${MODEL.replace(LAYER, 'hidden(3)')};\n</script>\n`,
      'hidden.js': `${IMPORT}export const hidden = (units) => tf.layers.dense({ units, inputShape: [4], activation: 'relu', kernelInitializer: 'zeros' });\n`,
      'plain.html': '<title>tfjs</title><script>alert(1)</script>',
      'empty.vue': '',
    });
    const { status, output, complaints } = await place.run(['check', 'page.html', 'plain.html', 'empty.vue']);
    assert.equal(status, 1);
    assert.equal(complaints, '');
    assert.match(output, /page\.html\n +4:\d+ .*The layer is written in \.\/hidden\.js, line 2\./);
    place.remove();
  });

  it('are silenced by comments of theirs, and by none of the page', async () => {
    const page = (above: string, inside: string) => `${CDN}${above}\n<script>\n${inside}\n${MODEL};\n</script>\n`;
    const place = new Workplace({
      'no.html': page('// init-lens-disable', '<!-- -->'),
      'also-no.html': page('<pre>\n// init-lens-disable\n</pre>', ''),
      'yes.html': page('', '// init-lens-disable-next-line symmetric-initializer'),
      'also-yes.html': page('<p>// </p>', '// init-lens-disable'),
    });
    const { output } = await place.run(['check', '.', '--format', 'json']);
    const loud = JSON.parse(output).files.filter(({ findings }: { findings: unknown[] }) => findings.length > 0);
    assert.deepEqual(loud.map(({ path }: { path: string }) => path).sort(), ['also-no.html', 'no.html']);
    place.remove();
  });
});
