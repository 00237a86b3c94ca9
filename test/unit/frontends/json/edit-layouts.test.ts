import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import type { Fix } from '../../../../src/model/fix.ts';
import { allLayers, type Layer, type ModelGraph } from '../../../../src/model/graph.ts';
import { applyEdits, type TextEdit } from '../../../../src/model/text.ts';
import { expectDefined, OPTIONS } from '../reading.ts';

const read = (path: string) => readFileSync(join(__dirname, '../../../..', path), 'utf8');
const FILES = [
  'samples/keras-model.json',
  'test/models/functional-keras2.json',
  'test/models/functional-keras3.json',
  'test/models/tfjs-model.json',
];

/** One document as different programs and people lay it out. */
const LAYOUTS: Readonly<Record<string, (value: unknown) => string>> = {
  minified: (value) => JSON.stringify(value),
  'as Python writes it': (value) => spaced(value),
  'with two blanks': (value) => `${JSON.stringify(value, null, 2)}\n`,
  'with tabs and CRLF': (value) => JSON.stringify(value, null, '\t').replace(/\n/g, '\r\n'),
  'with a byte order mark': (value) => `\ufeff${JSON.stringify(value, null, 4)}`,
  'with comments and trailing commas': (value) =>
    JSON.stringify(value, null, 2)
      .replace(/(["\w\]}])\n/g, '$1, // last\n')
      .replace(/^(\s*)("config")/gm, '$1// of the layer\n$1$2'),
};

/** `json.dumps` puts a blank behind every comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${spaced(part)}`)
    .join(', ')}}`;
}

function facts(graph: ModelGraph): object[] {
  return allLayers(graph).map(({ id, operation, inputs, outputShape, weights, activation }) => {
    const initializers = weights.map(({ role, initializer }) => [role, initializer.spec, initializer.explicit]);
    return { id, operation, inputs, outputShape, activation, initializers };
  });
}

/** What a fix that sets one weight's initialiser does to the facts of a graph. */
function changed(graph: ModelGraph, layer: Layer, role: string): object[] {
  return facts({ ...graph, layers: graph.layers.map((other) => withInitializer(other, layer, role)) });
}

function withInitializer(layer: Layer, written: Layer, role: string): Layer {
  const parts = layer.parts.map((part) => withInitializer(part, written, role));
  if (layer.site !== written.site) return { ...layer, parts };
  const weights = layer.weights.map((weight) =>
    weight.role === role
      ? { ...weight, initializer: { ...weight.initializer, spec: { name: 'heUniform' as const }, explicit: true } }
      : weight,
  );
  return { ...layer, parts, weights };
}

/** Every place in the text that an edit leaves alone comes out as it was. */
function assertLocal(text: string, layer: Layer, edits: readonly TextEdit[]): void {
  const { start, end } = layer.source.call;
  for (const edit of edits) assert.ok(start < edit.start && edit.end < end, 'edits lie within the layer');
  for (const edit of edits) {
    if (!text.slice(start, end).includes('\n')) assert.ok(!edit.text.includes('\n'), 'one line stays one line');
  }
}

describe('fixes in JSON of every layout', () => {
  for (const path of FILES) {
    for (const [layout, write] of Object.entries(LAYOUTS)) {
      it(`${path} ${layout} reads as meant after each fix`, () => {
        const text = write(JSON.parse(read(path)));
        const reading = readJson(text, OPTIONS);
        assert.equal(reading.graphs.length, 1);
        const graph = expectDefined(reading.graphs[0], 'it holds a model');
        let tried = 0;
        for (const layer of allLayers(graph)) {
          for (const { role } of layer.weights) {
            if (role !== 'kernel' && role !== 'recurrent' && role !== 'bias') continue;
            const fix: Fix = {
              kind: 'setInitializer',
              layer: layer.id,
              role,
              initializer: { name: 'heUniform' },
              seed: null,
            };
            const edits = expectDefined(reading.edits(graph, fix), 'JSON can be changed');
            assertLocal(text, layer, edits);
            const [again] = readJson(applyEdits(text, edits), OPTIONS).graphs;
            assert.deepEqual(facts(expectDefined(again, 'it still holds a model')), changed(graph, layer, role));
            tried++;
          }
        }
        assert.ok(tried > 2, 'there were weights to set');
      });

      it(`${path} ${layout} loses the option that is taken out, and no other`, () => {
        const value: unknown = JSON.parse(read(path));
        const text = write(value);
        const reading = readJson(text, OPTIONS);
        const graph = expectDefined(reading.graphs[0], 'it holds a model');
        for (const layer of graph.layers) {
          for (const option of Object.keys(layer.source.options)) {
            const edits = expectDefined(
              reading.edits(graph, { kind: 'removeOption', layer: layer.id, option }),
              option,
            );
            assertLocal(text, layer, edits);
            const without = applyEdits(text, edits);
            const left = readJson(without, OPTIONS).graphs[0]?.layers.find(({ site }) => site === layer.site);
            const kept = Object.keys(layer.source.options).filter((other) => other !== option);
            assert.deepEqual(Object.keys(expectDefined(left, 'the layer is still there').source.options), kept);
          }
        }
      });
    }
  }
});

describe('layouts', () => {
  const model = (config: string) =>
    `{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": ${config}}]}}`;
  const mended = (config: string, fix: object) => {
    const text = model(config);
    const reading = readJson(text, OPTIONS);
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const layer = expectDefined(graph.layers.at(-1), 'it has layers').id;
    return applyEdits(text, expectDefined(reading.edits(graph, { ...fix, layer } as Fix), 'it can be changed'));
  };
  const bias = { kind: 'setOption', option: 'use_bias', value: false };
  const units = { kind: 'removeOption', option: 'units' };

  it('keep comments with what they are about, and commas where they trail', () => {
    for (const [before, inserted] of [
      ['{}', '{"use_bias": false}'],
      ['{ /* none */ }', '{"use_bias": false /* none */ }'],
      ['{"units": 1,}', '{"units": 1, "use_bias": false,}'],
      ['{\n  "units": 1 // one\n}', '{\n  "units": 1, // one\n  "use_bias": false\n}'],
      ['{\n  "units": 1, // one\n}', '{\n  "units": 1, // one\n  "use_bias": false,\n}'],
      ['{\r\n\t"units":1\r\n}', '{\r\n\t"units":1,\r\n\t"use_bias":false\r\n}'],
      ['{ "units" : 1 }', '{ "units" : 1, "use_bias" : false }'],
    ] as const) {
      assert.equal(mended(before, bias), model(inserted), before);
    }
    for (const [before, removed] of [
      ['{"units": 1}', '{}'],
      ['{"units": 1, /* why */ "name": "a"}', '{ /* why */ "name": "a"}'],
      ['{"name": "a", "units": 1,}', '{"name": "a",}'],
      ['{"name": "a", /* one */ "units": 1}', '{"name": "a" /* one */ }'],
      ['{"units": 2, "units": 1, "name": "a"}', '{"name": "a"}'],
      ['{"units": 2, "name": "a", "units": 1}', '{"name": "a"}'],
    ] as const) {
      assert.equal(mended(before, units), model(removed), before);
    }
  });

  it('write TF.js’s camel case where the file does', () => {
    const text =
      '{"className":"Sequential","config":{"layers":[{"className":"Dense","config":{"name":"d","units":2,"batchInputShape":[null,3]}}]}}';
    const reading = readJson(text, OPTIONS);
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const initializer = { name: 'varianceScaling', scale: 2, mode: 'fanIn', distribution: 'uniform' } as const;
    const edits = reading.edits(graph, { kind: 'setInitializer', layer: 'd', role: 'kernel', initializer, seed: null });
    assert.equal(
      applyEdits(text, expectDefined(edits, 'it can be changed')),
      text.replace(
        '[null,3]',
        '[null,3],"kernelInitializer":{"className":"VarianceScaling","config":{"scale":2,"mode":"fanIn","distribution":"uniform","seed":null}}',
      ),
    );
  });
});
