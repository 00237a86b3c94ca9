import assert from 'node:assert/strict';
import { answer, MOST_CHARACTERS } from '../../../../src/analysis/agents/answer.ts';
import { fitSections, type Section } from '../../../../src/analysis/agents/fit-sections.ts';
import type { Language } from '../../../../src/language.ts';
import { analyse, sequentialModel, times } from '../../../builders/analyse.ts';

const OUTPUT = "dense({ units: 4, activation: 'softmax' })";
const MODEL = sequentialModel(
  [64],
  [
    "dense({ units: 32, activation: 'relu', kernelInitializer: 'zeros' })",
    "dense({ units: 16, activation: 'relu', kernelInitializer: 'heUniform' })",
    OUTPUT,
  ],
);
const SECOND = MODEL.slice(MODEL.indexOf('export')).replace('model', 'second').replace("'zeros'", "'heUniform'");

const ask = async (text: string, model: string | null = null, characters = MOST_CHARACTERS, language?: Language) =>
  answer(await analyse(text, language), { file: 'model.ts', model, characters });

describe('the answer to a language model', () => {
  it('says what is wrong, where, and how it is mended', async () => {
    const text = await ask(MODEL);
    assert.match(text, /^model\.ts: 1 model, 1 finding in the file\./);
    assert.match(text, /^MODEL model \(line 2, TensorFlow\.js 4\.22\.0\): 3 layers, 2676 parameters\.$/m);
    assert.match(text, /^line 3, error, symmetric-initializer, dense_1: With 'zeros' every unit outputs 0/m);
    assert.match(text, /^ {2}fix \(safe\): Set kernelInitializer to 'heUniform'$/m);
  });

  it('shows what every safe fix together changes, with the text before and after', async () => {
    const text = await ask(MODEL);
    const [, changes = ''] = text.split('CHANGES that the 1 safe fixes');
    assert.match(changes, /\n-3: .*kernelInitializer: 'zeros' .*\n\+3: .*kernelInitializer: 'heUniform' /);
  });

  it('predicts signal and gradient at every layer', async () => {
    const lines = (await ask(MODEL)).split('\n');
    assert.ok(
      lines.includes('3 | dense_1 | dense 32 | relu | kernel zeros | kernel heUniform | 0 | 0'),
      lines.join('\n'),
    );
    const output = lines.find((line) => line.startsWith('5 | dense_3'));
    assert.match(
      output ?? '',
      /^5 \| dense_3 \| dense 4 \| softmax \| kernel glorotNormal \(default\) \| .* \| [\d.e-]+ \| 1$/,
    );
  });

  it('tells the factors of the whole with the recommended initialisers beside them', async () => {
    assert.match(
      await ask(MODEL),
      /As written .*: signal x 0, gradient x 0\. With the recommended .*: signal x [\d.]+, gradient x [\d.]+\./,
    );
  });

  it('covers every model of a file, or the one that is named', async () => {
    const both = await ask(MODEL + SECOND);
    assert.deepEqual(both.match(/^MODEL \w+/gm), ['MODEL model', 'MODEL second']);
    const one = await ask(MODEL + SECOND, 'second');
    assert.deepEqual(one.match(/^MODEL \w+/gm), ['MODEL second']);
    assert.match(one, /1 of 2 models/);
    assert.doesNotMatch(one, /symmetric-initializer/);
  });

  it('names the models there are where another one is asked for', async () => {
    await assert.rejects(ask(MODEL + SECOND, 'third'), /no model third\. Its models are: model, second\./);
    await assert.rejects(ask('export {};', 'third'), /holds no model/);
  });

  it('says that nothing was found where nothing is there', async () => {
    assert.match(await ask('export {};'), /^model\.ts: No model was found, 0 findings/);
  });

  it('tells of layers that no model takes up', async () => {
    const loose = `${MODEL}export const head = tf.layers.dense({ units: 8, kernelInitializer: 'he_normal' });\n`;
    assert.match(await ask(loose), /FINDINGS in layers that no model takes up\nline 7, error, unknown-name/);
  });

  it('reads JSON as well', async () => {
    const json = JSON.stringify({
      class_name: 'Sequential',
      keras_version: '2.15.0',
      config: {
        name: 'saved',
        layers: [
          {
            class_name: 'Dense',
            config: {
              name: 'a',
              units: 8,
              activation: 'relu',
              batch_input_shape: [null, 8],
              kernel_initializer: 'zeros',
            },
          },
          { class_name: 'Dense', config: { name: 'b', units: 1 } },
        ],
      },
    });
    assert.match(await ask(json, null, MOST_CHARACTERS, 'json'), /line 1, error, symmetric-initializer, a: /);
  });

  it('keeps to its size however large the model, and says what it left out', async () => {
    const huge = sequentialModel(
      [8],
      times(120, "dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })"),
    );
    for (const characters of [MOST_CHARACTERS, 4000]) {
      const text = await ask(huge, null, characters);
      assert.ok(text.length <= characters, `${text.length} characters where ${characters} are allowed`);
      assert.match(text, /\(\d+ more findings: mend these first, then ask again\)/);
      assert.match(text, /\(\d+ more layers, deeper in the model\)/);
      assert.match(text, /^PREDICTION /m);
    }
  });
});

describe('sections within a size', () => {
  const section = (heading: string, count: number): Section => ({
    heading,
    lines: Array.from({ length: count }, (_, i) => `${heading} line ${i}`),
    more: (n) => `(${n} more)`,
  });

  it('stand whole where there is room', () => {
    assert.equal(fitSections([section('a', 1), section('b', 1)], 100), 'a\na line 0\n\nb\nb line 0');
  });

  it('share the room, and what one leaves goes to those after it', () => {
    const text = fitSections([section('a', 1), section('b', 100)], 200);
    assert.ok(text.length <= 200 && text.length > 150, `${text.length}`);
    const [, rest = ''] = /\((\d+) more\)$/.exec(text) ?? [];
    assert.equal(Number(rest) + (text.match(/b line/g)?.length ?? 0), 100);
  });

  it('keep their headings where there is none', () => {
    assert.equal(fitSections([section('a', 3), section('b', 2)], 0), 'a\n(3 more)\n\nb\n(2 more)');
  });
});
