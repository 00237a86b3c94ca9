import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type ZipOptions, zipSync } from 'fflate';
import { type ArchiveText, archiveText } from '../../../../src/frontends/archive/archive-text.ts';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import { OPTIONS } from '../reading.ts';

const DENSE = { class_name: 'Dense', config: { units: 2, batch_input_shape: [null, 3] } };
const CONFIG = JSON.stringify({ class_name: 'Sequential', config: { name: 's', layers: [DENSE] } });

function zipped(files: Readonly<Record<string, string>>, options: ZipOptions = {}): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), options]])));
}

function textOf(result: ArchiveText): string {
  assert.ok('text' in result, 'problem' in result ? result.problem : '');
  return result.text;
}

function problemOf(result: ArchiveText): string {
  assert.ok('problem' in result, 'the archive must not be read');
  return result.problem;
}

describe('archives that Keras saved', () => {
  for (const [level, name] of [
    [0, 'stored'],
    [6, 'packed'],
  ] as const) {
    it(`give their model and its version, ${name}`, () => {
      const metadata = JSON.stringify({ keras_version: '3.12.0' });
      const text = textOf(archiveText(zipped({ 'metadata.json': metadata, 'config.json': CONFIG }, { level })));
      const [graph] = readJson(text, OPTIONS).graphs;
      assert.equal(graph?.dialect, 'keras3');
      assert.deepEqual(graph.layers.at(-1)?.weights[0]?.shape, [3, 2]);
      assert.equal(graph.trained, null);
      assert.deepEqual(JSON.parse(text), { 'config.json': JSON.parse(CONFIG), 'metadata.json': JSON.parse(metadata) });
    });
  }

  it('are trained where weights lie in them', () => {
    const text = textOf(archiveText(zipped({ 'config.json': CONFIG, 'model.weights.h5': 'numbers' })));
    assert.match(readJson(text, OPTIONS).graphs[0]?.trained ?? '', /model\.weights\.h5/);
    assert.match(text, /"model\.weights\.h5": "7 bytes, not read"/);
  });

  it('made by Keras 2.15 and 3.12 give their graphs', () => {
    for (const [file, dialect] of [
      ['keras2', 'keras2'],
      ['keras3', 'keras3'],
    ] as const) {
      const bytes = readFileSync(join(__dirname, `../../../oracles/keras/${file}.keras`));
      const [graph] = readJson(textOf(archiveText(bytes)), OPTIONS).graphs;
      assert.equal(graph?.dialect, dialect);
      assert.equal(graph.complete, true);
      assert.ok(graph.trained !== null);
    }
  });

  it('say so where the model is made by code that they do not hold', () => {
    const config = JSON.stringify({ module: null, class_name: 'Own', config: {}, registered_name: 'Own' });
    const reading = readJson(textOf(archiveText(zipped({ 'config.json': config }))), OPTIONS);
    assert.deepEqual(
      [reading.graphs, reading.limits],
      [[], ['The model of the archive is made by the code of its class `Own`, which the archive does not hold.']],
    );
  });

  it('are refused with a reason where they are none, or damaged', () => {
    const good = zipped({ 'config.json': CONFIG });
    assert.match(problemOf(archiveText(new Uint8Array(0))), /no archive/);
    assert.match(problemOf(archiveText(strToU8('{"class_name": "Sequential"}'))), /no archive/);
    assert.match(problemOf(archiveText(strToU8('\u0089HDF\r\n\u001a\n', true))), /HDF5 .*to_json/);
    assert.match(problemOf(archiveText(good.subarray(0, good.length - 30))), /damaged/);
    assert.match(problemOf(archiveText(zipped({ 'notes.txt': 'hello' }))), /no config\.json/);
    assert.match(problemOf(archiveText(zipped({ 'config.json': 'hello' }))), /damaged/);
  });

  it('with any byte changed give a text or a reason', () => {
    const good = zipped({ 'config.json': CONFIG, 'metadata.json': '{}', 'model.weights.h5': 'x' });
    for (let i = 0; i < good.length; i++) {
      const bytes = Uint8Array.from(good);
      bytes[i] = 255 - (bytes[i] ?? 0);
      const result = archiveText(bytes);
      if ('text' in result) readJson(result.text, OPTIONS);
      else assert.ok(result.problem.length > 0);
    }
  });

  it('that would unpack to more than any model are left packed', () => {
    assert.match(problemOf(archiveText(promising(2 ** 28))), /too large/);
  });

  it('whose entry promises less than it holds give no more than the promise', () => {
    assert.match(problemOf(archiveText(promising(10))), /damaged/);
  });
});

/** An archive of a million blanks whose directory says that they are that many. */
function promising(size: number): Uint8Array {
  const bytes = zipped({ 'config.json': ' '.repeat(1_000_000) }, { level: 6 });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 6, true);
  view.setUint32(directory + 24, size, true);
  return bytes;
}
