import assert from 'node:assert/strict';
import { layerHints } from '../../../src/analysis/layer-hints.ts';
import type { Language } from '../../../src/language.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

/** The text with every hint at its place, in brackets. */
async function hinted(text: string, language: Language = 'typescript'): Promise<string> {
  const hints = layerHints(await analyse(text, language), { start: 0, end: text.length }, null);
  return [...hints]
    .sort((a, b) => b.offset - a.offset || (a.kind === 'flow' ? -1 : 1))
    .reduce((shown, { offset, label }) => `${shown.slice(0, offset)}[${label}]${shown.slice(offset)}`, text);
}

const MLP = sequentialModel(
  [64],
  ["dense({ units: 64, activation: 'relu' })", "dense({ units: 4, kernelInitializer: 'heUniform' })"],
);

describe('hints in the text', () => {
  it('tell the silent default behind the options, and what leaves the layer behind its call', async () => {
    const lines = (await hinted(MLP)).split('\n');
    assert.equal(
      lines[2],
      "  tf.layers.dense({ inputShape: [64],  units: 64, activation: 'relu'[kernelInitializer: 'glorotNormal'] })[→ 64 · signal × 0.39],",
    );
  });

  it('tell no factor of an output, and no default where one is written', async () => {
    const lines = (await hinted(MLP)).split('\n');
    assert.equal(lines[3], "  tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' })[→ 4],");
  });

  it('tell every kernel’s default, also inside wrappers', async () => {
    const text = await hinted(
      sequentialModel([20, 8], ['bidirectional({ layer: tf.layers.lstm({ units: 16 }) })', 'dense({ units: 1 })']),
    );
    assert.match(
      text,
      /lstm\(\{ units: 16(\[kernelInitializer: 'glorotNormal'\]|\[recurrentInitializer: 'orthogonal'\]){2} \}\)/,
    );
  });

  it('tell the ends of what a repeated call makes', async () => {
    const text = await hinted(`import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [8] })] });
for (const units of [16, 32, 256]) model.add(tf.layers.dense({ units, activation: 'relu' }));
model.add(tf.layers.dense({ units: 1 }));
`);
    assert.match(
      text,
      /activation: 'relu'\[kernelInitializer: 'glorotNormal'\] \}\)\[→ 16 … 256 · signal × 0\.\d+ … 0\.\d+\]/,
    );
  });

  it('mark sizes that are assumed', async () => {
    const text = await hinted(
      "import * as tf from '@tensorflow/tfjs';\nexport const build = (n: number) => tf.sequential({ layers: [tf.layers.dense({ units: n, inputShape: [8] })] });\n",
    );
    assert.match(text, /\[→ ~\d+\]/);
  });

  it('stand behind the class’s name in JSON', async () => {
    const text = await hinted(
      `{ "class_name": "Sequential", "keras_version": "2.15.0", "config": { "name": "m", "layers": [
  { "class_name": "Dense", "config": { "name": "a", "units": 4, "batch_input_shape": [null, 4], "activation": "relu" } },
  { "class_name": "Dense", "config": { "name": "b", "units": 1 } } ] } }`,
      'json',
    );
    assert.match(text, /"Dense"\[→ 4 · signal × 0\.5\]/);
    assert.match(text, /"activation": "relu"\[kernel_initializer: "GlorotUniform"\] \} \}/);
  });

  it('write the default out', async () => {
    const hints = layerHints(await analyse(MLP), { start: 0, end: MLP.length }, null);
    const edits = hints.flatMap((hint) => (hint.kind === 'default' ? [hint.edits] : []));
    assert.deepEqual(
      edits.map((edit) => applyEdits(MLP, edit)),
      [MLP.replace("'relu' }", "'relu', kernelInitializer: 'glorotNormal' }")],
    );
  });

  it('are those of the calls that were asked about', async () => {
    const analysis = await analyse(MLP);
    const start = MLP.indexOf('tf.layers.dense({ units: 4');
    assert.equal(layerHints(analysis, { start, end: start + 5 }, null).length, 1);
    const site = analysis.reading.graphs[0]?.layers.at(-1)?.site;
    assert.equal(layerHints(analysis, { start: 0, end: MLP.length }, (one) => one === site).length, 1);
  });
});
