import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Language } from '../../../src/language.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';
import { randomFrom } from '../../builders/random.ts';

/** Any number may stand in a file, if only while another is being typed: it ends neither the analysis nor its sense. */

const ROOT = join(__dirname, '../../..');
const LANGUAGES: Readonly<Record<string, Language>> = { '.ts': 'typescript', '.js': 'javascript', '.json': 'json' };
const LARGEST = 12_000;
const FILES = ['samples', 'test/models/cases', 'test/models/good']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
  .filter((file) => extname(file) in LANGUAGES && !file.endsWith('.graph.json'))
  .map((file) => ({ language: LANGUAGES[extname(file)] ?? 'json', text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => text.length < LARGEST);
const NUMBERS = ['-3', '-1', '0', '0.5', '2.5', '1e9', '1e300', '-1e9', '1e-300', '7', '100'];
const TEXTS = 120;
const NUMBER = /(?<![\w.'-])-?\d+(?:\.\d+)?(?![\w.])/g;

function withAbsurdNumber(text: string, random: (below: number) => number): string {
  const places = [...text.matchAll(NUMBER)];
  const place = places[random(places.length)];
  const number = NUMBERS[random(NUMBERS.length)] ?? '0';
  return place === undefined ? text : text.slice(0, place.index) + number + text.slice(place.index + place[0].length);
}

describe('absurd numbers', () => {
  it('leave every text readable, with findings of numbers that are some', async () => {
    const random = randomFrom(7);
    for (let made = 0; made < TEXTS; made++) {
      const file = FILES[random(FILES.length)];
      assert.ok(file);
      const text = withAbsurdNumber(file.text, random);
      const analysis = await analyse(text, file.language);
      const { findings } = analysis;
      for (const { message } of findings) assert.doesNotMatch(message, /NaN|Infinity|undefined/, text);
      analysis.fixAllEdits();
    }
  }).timeout(120_000);

  for (const layer of [
    "dense({ units: -3, activation: 'relu' })",
    "dense({ units: 0.5, activation: 'relu' })",
    "dense({ units: 1e300, activation: 'relu' })",
  ]) {
    it(`are no sizes: ${layer}`, async () => {
      const { reading, findings } = await analyse(sequentialModel([8], [layer, 'dense({ units: 3 })']));
      const [unknown] = reading.graphs[0]?.unknowns ?? [];
      assert.match(unknown?.what ?? '', /where a whole number from 1 on has to stand: 64 is assumed/);
      assert.match(findings[0]?.message ?? '', /assumed: units = 64/);
    });
  }

  for (const layer of [
    "conv2d({ filters: 4, kernelSize: -3, padding: 'same', activation: 'relu' })",
    "conv2d({ filters: 4, kernelSize: 1e9, padding: 'same', activation: 'relu' })",
    "conv2d({ filters: 4, kernelSize: 3, strides: 0, padding: 'same', activation: 'relu' })",
    "conv2d({ filters: 4, kernelSize: 3, strides: 1e9, padding: 'same', activation: 'relu' })",
    "conv2d({ filters: 4, kernelSize: 3, dilationRate: 1e9, padding: 'same', activation: 'relu' })",
    "conv2dTranspose({ filters: 4, kernelSize: 3, strides: 1e5, activation: 'relu' })",
    'maxPooling2d({ poolSize: -1e9 })',
    'averagePooling2d({ poolSize: 2, strides: 0 })',
    'upSampling2d({ size: [1e9, 1e9] })',
    "upSampling2d({ size: [1e6, 1e6], interpolation: 'bilinear' })",
    'zeroPadding2d({ padding: 1e9 })',
    'zeroPadding2d({ padding: -4 })',
  ]) {
    it(`end in a prediction: ${layer}`, async () => {
      const analysis = await analyse(sequentialModel([28, 28, 3], [layer, 'conv2d({ filters: 3, kernelSize: 3 })']));
      const [graph] = analysis.reading.graphs;
      assert.ok(graph);
      assert.equal(analysis.prediction(graph).length, graph.layers.length);
    });
  }
});
