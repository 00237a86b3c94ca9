import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import type { Xoshiro } from '../../../../src/simulation/random/xoshiro.ts';
import { OPTIONS } from '../reading.ts';

const ROOT = join(__dirname, '../../../..');
const FILES = readdirSync(join(ROOT, 'test/models')).filter(
  (name) => /\.json$/.test(name) && !name.endsWith('.graph.json'),
);
const TEXTS: readonly (readonly [string, string])[] = [
  ...FILES.map((name) => [name, readFileSync(join(ROOT, 'test/models', name), 'utf8')] as const),
  ...['keras2', 'keras3'].flatMap((keras) => {
    const bytes = gunzipSync(readFileSync(join(ROOT, `test/oracles/keras/${keras}-models.json.gz`)));
    const { models } = JSON.parse(bytes.toString('utf8'));
    return models.map(({ name, json }: { name: string; json: string }) => [`${keras} ${name}`, json] as const);
  }),
];

/** Reads a text, asks everything of the reading, and holds it to what any reader relies on. */
function probe(text: string): void {
  const reading = readJson(text, OPTIONS);
  for (const graph of reading.graphs) {
    assertSound(graph);
    for (const { id, source } of graph.layers.slice(0, 3)) {
      reading.positionAt(source.call.start);
      const edits = reading.edits(graph, {
        kind: 'setInitializer',
        layer: id,
        role: 'kernel',
        initializer: { name: 'heUniform' },
        seed: null,
      });
      if (edits !== null) applyEdits(text, edits);
    }
  }
}

function assertSound(graph: ModelGraph): void {
  const ids = graph.layers.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  const seen = new Set<string>();
  for (const { id, inputs, sharesWeightsOf } of graph.layers) {
    for (const input of inputs) assert.ok(seen.has(input), `${id} comes behind its input ${input}`);
    if (sharesWeightsOf !== null) assert.ok(seen.has(sharesWeightsOf), `${id} comes behind its first use`);
    seen.add(id);
  }
  assert.deepEqual(structuredClone(graph), graph);
}

/** What a mutation puts where something else stood. */
const REPLACEMENTS: readonly string[] = [
  ...['null', '0', '-1', '1e999', 'NaN', '1e18', '0.5', 'true', '""', '"Dense"', '"__proto__"', '[]', '[[]]', '{}'],
  ...['[null]', '{"class_name": "Dense", "config": {}}', '["input_1", 0, 0]', '"\\ud800"', '[[["x", 0, 0, {}]]]', 'x'],
];

/** The text with a value, a name or a piece of it changed. */
function mutated(text: string, random: Xoshiro): string {
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null|[[\]{},:]/g)];
  const below = (count: number) => Math.floor(random.uniform() * count);
  let changed = text;
  for (let i = below(3); i >= 0; i--) {
    const token = tokens[below(tokens.length)];
    if (token === undefined) return text;
    const kind = below(4);
    const start = Math.min(token.index, changed.length);
    const by = kind === 0 ? '' : kind === 1 ? token[0] + token[0] : (REPLACEMENTS[below(REPLACEMENTS.length)] ?? '');
    changed = changed.slice(0, start) + by + changed.slice(start + token[0].length);
  }
  return changed;
}

describe('JSON of any kind', () => {
  it('is read without an exception, whatever was changed in it', function () {
    this.timeout(60_000);
    const random = streamFor('mutated JSON');
    for (const [name, text] of TEXTS) {
      for (let round = 0; round < 12; round++) {
        const changed = mutated(text, random);
        try {
          probe(changed);
        } catch (error) {
          assert.fail(`${name}: ${error instanceof Error ? error.stack : error}\n${changed}`);
        }
      }
    }
  });

  it('is read without an exception, wherever it is cut', function () {
    this.timeout(60_000);
    for (const [, text] of TEXTS) {
      for (let cut = 0; cut < text.length; cut += Math.ceil(text.length / 20)) probe(text.slice(0, cut));
    }
  });
});

const dense = { class_name: 'Dense', config: { units: 2, batch_input_shape: [null, 3] } };
const tensorOf = (name: string, tensor: number, shape: readonly (number | null)[]) => ({
  class_name: '__keras_tensor__',
  config: { shape, dtype: 'float32', keras_history: [name, 0, tensor] },
});
const sequential = (layers: string) => `{"class_name": "Sequential", "config": {"name": "s", "layers": [${layers}]}}`;

describe('hostile model files', () => {
  it('with wrappers in wrappers end soon', () => {
    for (const [wrapper, option] of [
      ['Bidirectional', 'layer'],
      ['TimeDistributed', 'layer'],
      ['RNN', 'cell'],
    ] as const) {
      let layer = JSON.stringify(dense);
      for (let depth = 0; depth < 150; depth++)
        layer = `{"class_name": "${wrapper}", "config": {"${option}": ${layer}}}`;
      const { graphs } = readJson(sequential(layer), OPTIONS);
      assert.equal(graphs.length, 1, wrapper);
    }
  });

  it('with models in models that have no end give what the limit allows', () => {
    const input = { class_name: 'InputLayer', name: 'in', config: { name: 'in', batch_input_shape: [null, 2] } };
    let inner: object = { class_name: 'Dense', name: 'x', config: { units: 2 }, inbound_nodes: [[['in', 0, 0, {}]]] };
    for (let depth = 0; depth < 20; depth++) {
      const config = { name: 'x', layers: [input, inner], input_layers: [['in', 0, 0]], output_layers: [['x', 1, 0]] };
      const inbound_nodes = [[['in', 0, 0, {}]], [['x', 0, 0, {}]]];
      inner = { class_name: 'Functional', name: 'x', config, inbound_nodes };
    }
    const [graph] = readJson(JSON.stringify(inner), OPTIONS).graphs;
    assert.ok(graph !== undefined && graph.layers.length <= 20_003);
    assert.match(graph.incompleteBecause.join(), /more than 20000 layers/);
  });

  it('with outputs numbered beyond any count end soon', () => {
    const input = { class_name: 'InputLayer', name: 'in', config: { name: 'in', batch_input_shape: [null, 2] } };
    for (const number of [1e9, 1e300, -1, 0.5]) {
      const uses = { args: [tensorOf('in', number, [null, 2])], kwargs: {} };
      const next = { class_name: 'Dense', name: 'x', config: { units: 2 }, inbound_nodes: [uses] };
      const config = {
        name: 'm',
        layers: [input, next],
        input_layers: [['in', 0, 0]],
        output_layers: [['x', 0, number]],
      };
      const { graphs } = readJson(JSON.stringify({ class_name: 'Functional', config }), OPTIONS);
      assert.equal(graphs[0]?.layers.length, 2, `${number}`);
    }
  });

  it('with models that hand on what entered them in a circle say so', () => {
    const model = (name: string, from: string) => ({
      class_name: 'Functional',
      name,
      config: {
        name,
        layers: [{ class_name: 'InputLayer', name: 'i', config: {} }],
        input_layers: [['i', 0, 0]],
        output_layers: [['i', 0, 0]],
      },
      inbound_nodes: [[[from, 0, 0, {}]]],
    });
    const last = { class_name: 'Dense', name: 'd', config: { units: 2 }, inbound_nodes: [[['a', 0, 0, {}]]] };
    const config = { name: 'f', layers: [model('a', 'b'), model('b', 'a'), last], input_layers: [], output_layers: [] };
    const [graph] = readJson(JSON.stringify({ class_name: 'Functional', config }), OPTIONS).graphs;
    assert.match(graph?.incompleteBecause.join() ?? '', /in a circle/);
  });

  it('keep their other models where one lies too deep', () => {
    const deep = `${'[1, '.repeat(100_000)}0${']'.repeat(100_000)}`;
    const reading = readJson(`{"a": ${deep}, "b": ${sequential(JSON.stringify(dense))}}`, OPTIONS);
    assert.deepEqual([reading.graphs.length, reading.limits.length], [1, 1]);
  });

  it('with names that all objects have, lone surrogates and no end are read', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '\ud800', 'n'.repeat(1_000_000), '']) {
      const layer = { class_name: 'Dense', config: { name, units: 2, [name]: 1, batch_input_shape: [null, 3] } };
      const text = sequential(JSON.stringify(layer)).replace('"Dense"', '"Dense", "__proto__": {"units": 9}');
      probe(text);
      assert.deepEqual(readJson(text, OPTIONS).graphs[0]?.layers.at(-1)?.outputShape, [2]);
    }
  });

  it('with numbers that JSON does not have are read with assumptions', () => {
    const layer = '{"class_name": "Dense", "config": {"units": NaN, "batch_input_shape": [null, Infinity]}}';
    const [graph] = readJson(sequential(layer), OPTIONS).graphs;
    assert.match(
      graph?.unknowns.map(({ what }) => what).join() ?? '',
      /`units` cannot be read.* It is written as NaN\./,
    );
  });
});
