import assert from 'node:assert/strict';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import { mayHoldModel } from '../../../../src/frontends/may-hold-model.ts';
import type { DialectId } from '../../../../src/model/graph.ts';
import { OPTIONS, prepare, readFile } from '../reading.ts';

const dense = (units: number, more: object = {}) => ({
  class_name: 'Dense',
  config: { units, batch_input_shape: [null, 4], ...more },
});
const sequential = (layers: readonly object[], more: object = {}) => ({
  class_name: 'Sequential',
  config: { name: 's', layers },
  ...more,
});
const readValue = (value: unknown) => readJson(JSON.stringify(value), OPTIONS);

/** A functional model's layer that is fed by others. */
const node = (name: string, ...inputs: string[]) => ({
  class_name: 'Dense',
  name,
  config: { name, units: 2 },
  inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
});
const functional = (...layers: readonly object[]) => ({ class_name: 'Functional', config: { name: 'f', layers } });

describe('models in JSON', () => {
  before(prepare);

  it('are found wherever they lie, in the order of the document', () => {
    const document = {
      a: [{ deep: sequential([dense(1)]) }],
      b: { model_config: sequential([dense(2)]) },
      c: { class_name: 'Dense' },
    };
    const units = readValue(document).graphs.map((graph) => graph.layers.at(-1)?.outputShape);
    assert.deepEqual(units, [[1], [2]]);
  });

  it('take in sequential models that are layers of them', () => {
    const { graphs } = readValue(sequential([dense(3), sequential([dense(4), dense(5)])]));
    assert.deepEqual(
      graphs.map((graph) => graph.layers.map((layer) => layer.outputShape)),
      [[[4], [3], [4], [5]]],
    );
  });

  it('tell by their file who will run them', () => {
    const described = { module: 'keras.layers', registered_name: null };
    const keras3 = { class_name: 'Dense', config: { units: 1 }, ...described };
    const cases: readonly (readonly [object, DialectId])[] = [
      [sequential([dense(1)], { keras_version: 'tfjs-layers 4.22.0' }), 'tfjs'],
      [
        { modelTopology: { model_config: sequential([dense(1)]), keras_version: '2.4.0' }, format: 'layers-model' },
        'tfjs',
      ],
      [sequential([dense(1)], { keras_version: '2.15.0' }), 'keras2'],
      [sequential([dense(1)], { keras_version: '3.3.3' }), 'keras3'],
      [sequential([keras3]), 'keras3'],
      // The last versions of Keras 2 describe objects so too.
      [sequential([{ ...dense(1), ...described }]), 'keras2'],
      [{ className: 'Sequential', config: { layers: [{ className: 'Dense', config: { units: 1 } }] } }, 'tfjs'],
      [sequential([dense(1)]), 'keras2'],
      [{ modelTopology: sequential([dense(1)]) }, 'tfjs'],
    ];
    for (const [value, dialect] of cases)
      assert.equal(readValue(value).graphs[0]?.dialect, dialect, JSON.stringify(value));
    const text = JSON.stringify(sequential([dense(1)]));
    assert.equal(readJson(text, { ...OPTIONS, dialect: 'keras3' }).graphs[0]?.dialect, 'keras3');
  });

  it('say that their weights are trained where the file carries them', () => {
    const { reading } = readFile('test/models/tfjs-model.json');
    assert.match(reading.graphs[0]?.trained ?? '', /trained/);
    assert.equal(readValue(sequential([dense(1)], { weightsManifest: [] })).graphs[0]?.trained, null);
  });

  it('take the shape that a sequential model was built with', () => {
    const model = {
      class_name: 'Sequential',
      config: { name: 's', build_input_shape: [null, 9], layers: [{ class_name: 'Dense', config: { units: 2 } }] },
    };
    assert.deepEqual(readValue(model).graphs[0]?.layers[1]?.weights[0]?.shape, [9, 2]);
  });
});

describe('hostile JSON', () => {
  before(prepare);

  it('layers that feed one another in a circle are left out and said', () => {
    const [graph] = readValue(functional(node('in'), node('a', 'in', 'b'), node('b', 'a'), node('c', 'in'))).graphs;
    assert.deepEqual(
      graph?.layers.map(({ id }) => id),
      ['input_layer_1', 'in', 'c'],
    );
    assert.match(graph?.incompleteBecause.join() ?? '', /2 layers .*in a circle/);
  });

  it('a layer that feeds itself is left out and said', () => {
    const [graph] = readValue(functional(node('in'), node('a', 'a'))).graphs;
    assert.equal(graph?.complete, false);
  });

  it('a reference to a layer that is not there is said', () => {
    const [graph] = readValue(functional(node('in'), node('a', 'gone'))).graphs;
    assert.match(graph?.incompleteBecause.join() ?? '', /`a` refers to a layer `gone`/);
  });

  it('what is no model gives none', () => {
    const values: readonly unknown[] = [
      { class_name: 'Sequential', config: {} },
      { class_name: 'Sequential', config: { layers: 'none' } },
      { class_name: 'Sequential', config: { layers: [1, 'a', null, {}] } },
      { class_name: 'Student', config: { layers: [dense(1)] } },
      { class_name: ['Sequential'], config: { layers: [dense(1)] } },
      { name: 'package', layers: [dense(1)] },
      [[['class_name', 'config', 'layers']]],
      'class_name config',
      null,
    ];
    for (const value of values) assert.deepEqual(readValue(value).graphs, [], JSON.stringify(value));
  });

  it('half-typed JSON gives what stands in it, and never throws', () => {
    const { text } = readFile('samples/keras-model.json');
    for (let end = 0; end <= text.length; end += 7) readJson(text.slice(0, end), OPTIONS);
    const cut = readJson(text.slice(0, text.indexOf('"hidden_3"')), OPTIONS);
    assert.deepEqual(
      cut.graphs[0]?.layers.slice(0, 3).map(({ id }) => id),
      ['features', 'hidden_1', 'hidden_2'],
    );
  });

  it('10,000 brackets end with a sentence', () => {
    const text = `{"class_name": "Sequential", "config": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    const reading = readJson(text, OPTIONS);
    assert.deepEqual([reading.graphs, reading.limits.length], [[], 1]);
  });

  it('5 MB of noise give nothing', () => {
    const noise = `{"class_name": "config", "x": [${'{"class_name": "Sequential", "config": {"layers": 1}}, '.repeat(90_000)}0]}`;
    assert.deepEqual(readJson(noise, OPTIONS).graphs, []);
    assert.equal(mayHoldModel('x'.repeat(5_000_000), 'json'), false);
  });
});
