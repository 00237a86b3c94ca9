import assert from 'node:assert/strict';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import { allLayers } from '../../../../src/model/graph.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { cursorIn, expectDefined, OPTIONS, prepare, readFile } from '../reading.ts';

const INNER = '{"class_name": "Dense", "config": {"name": "inner", "units": 3, "activation": "relu"}}';
const WRAPPED = `{"class_name": "Sequential", "config": {"name": "s", "layers": [
  {"class_name": "TimeDistributed", "config": {"name": "each", "layer": ${INNER}, "batch_input_shape": [null, 5, 4]}}
]}, "keras_version": "2.15.0"}`;

/** What is said of the place of the bar, taken out of the text. */
function positionIn(marked: string) {
  const { text, offset } = cursorIn(marked);
  const position = readJson(text, OPTIONS).positionAt(offset);
  return position === null ? null : [position.layer, position.where, position.option];
}

describe('a JSON document, read', () => {
  before(prepare);

  it('tells where in a layer, or in a layer within one, an offset is', () => {
    for (const [at, expected] of [
      ['"Time|Distributed"', ['each', 'name', null]],
      ['"batch_input_shape": [|null', ['each', 'value', 'batch_input_shape']],
      ['"De|nse"', ['each/layer', 'name', null]],
      ['"units": |3', ['each/layer', 'value', 'units']],
      ['"units"|: 3', ['each/layer', 'options', null]],
      ['{"class|_name": "Dense"', ['each/layer', 'other', null]],
    ] as const) {
      assert.deepEqual(positionIn(WRAPPED.replace(at.replace('|', ''), at)), expected, at);
    }
    assert.equal(positionIn(WRAPPED.replace('"keras_version"', '"keras|_version"')), null);
  });

  it('mends the layer within a wrapper', () => {
    const reading = readJson(WRAPPED, OPTIONS);
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const fix = {
      kind: 'setInitializer',
      layer: 'each/layer',
      role: 'kernel',
      initializer: { name: 'heUniform' },
      seed: null,
    } as const;
    const edits = expectDefined(reading.edits(graph, fix), 'it can be changed');
    const written = '"relu", "kernel_initializer": {"class_name": "HeUniform", "config": {"seed": null}}';
    assert.equal(applyEdits(WRAPPED, edits), WRAPPED.replace('"relu"', written));
    assert.equal(reading.spell(graph, { name: 'heUniform' }), '"HeUniform"');
  });

  it('mends each place of a layer that a nested model uses twice, once', () => {
    const { text, reading } = readFile('test/models/siamese-nested-keras2.json');
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const uses = graph.layers.filter(({ name }) => name === 'tower/dense');
    assert.equal(uses.length, 2);
    const texts = uses.map(({ id }) => {
      const fix = {
        kind: 'setInitializer',
        layer: id,
        role: 'kernel',
        initializer: { name: 'heUniform' },
        seed: null,
      } as const;
      return applyEdits(text, expectDefined(reading.edits(graph, fix), 'it can be changed'));
    });
    assert.equal(texts[0], texts[1]);
    const [again] = readJson(expectDefined(texts[0], 'there are two'), OPTIONS).graphs;
    const kernels = again?.layers
      .filter(({ name }) => name === 'tower/dense')
      .map(({ weights }) => weights[0]?.initializer.spec);
    assert.deepEqual(kernels, [{ name: 'heUniform' }, { name: 'heUniform' }]);
  });

  it('gives every layer, and part of one, a place of its own in the text', () => {
    for (const file of ['wrappers-keras2.json', 'wrappers-keras3.json', 'video-keras3.json', 'two-ways-tfjs.json']) {
      const { text, reading } = readFile(`test/models/${file}`);
      for (const graph of reading.graphs) {
        for (const { id, source } of allLayers(graph)) {
          const written = JSON.parse(text.slice(source.call.start, source.call.end));
          assert.equal(JSON.parse(text.slice(source.name.start, source.name.end)), written.class_name, id);
          for (const { key, value, whole } of Object.values(source.options)) {
            assert.ok(whole.start === key.start && key.end < value.start && value.end === whole.end, id);
          }
        }
      }
    }
  });
});

describe('references in JSON', () => {
  const input = (name: string) => ({ class_name: 'InputLayer', name, config: { name, batch_input_shape: [null, 4] } });
  const functional = (layers: readonly object[], outputs: unknown) =>
    JSON.stringify({
      class_name: 'Functional',
      config: { name: 'f', layers, input_layers: [], output_layers: outputs },
    });
  const edges = (text: string) =>
    readJson(text, OPTIONS)
      .graphs[0]?.layers.filter(({ inputs }) => inputs.length > 0)
      .map(({ id, inputs }) => [id, ...inputs]);
  const layer = (class_name: string, name: string, node: unknown) => ({
    class_name,
    name,
    config: { name },
    inbound_nodes: [node],
  });

  it('are found among named arguments, once, and in dictionaries in the order of their keys', () => {
    const named = { value: ['b', 0, 0], mask: null, other: [['c', 0, 0]] };
    const text = functional(
      [
        ...['a', 'b', 'c'].map(input),
        layer('Attention', 'listed', [
          ['a', 0, 0, named],
          ['b', 0, 0, named],
        ]),
        layer('Concatenate', 'dictionary', { z: ['a', 0, 0, {}], b: ['c', 0, 0, {}] }),
        layer('Add', 'alone', ['a', 0, 0, { y: ['c', 0, 0] }]),
      ],
      [['listed', 0, 0]],
    );
    assert.deepEqual(edges(text), [
      ['listed', 'a', 'b', 'b', 'c'],
      ['dictionary', 'c', 'a'],
      ['alone', 'a', 'c'],
    ]);
  });

  it('of Keras 3 are only what says that it is a tensor', () => {
    const tensor = (name: string) => ({
      class_name: '__keras_tensor__',
      config: { shape: [null, 4], dtype: 'float32', keras_history: [name, 0, 0] },
    });
    const call = { args: [[tensor('a'), tensor('b')]], kwargs: { axis: ['c', 0, 0], mask: [tensor('c')] } };
    const text = functional([...['a', 'b', 'c'].map(input), layer('Concatenate', 'joined', call)], ['joined', 0, 0]);
    assert.deepEqual(edges(text), [['joined', 'a', 'b', 'c']]);
  });

  it('count the uses of nested models from 1, as Keras does, or from 0', () => {
    const inner = (first: number) => ({
      class_name: 'Functional',
      name: 'inner',
      config: {
        name: 'inner',
        layers: [input('x'), layer('ReLU', 'r', [['x', 0, 0, {}]])],
        input_layers: [['x', 0, 0]],
        output_layers: [['r', 0, 0]],
      },
      inbound_nodes: [[['a', 0, 0, {}]], [['inner', first, 0, {}]]],
    });
    for (const first of [0, 1]) {
      const text = functional([input('a'), inner(first)], [['inner', first + 1, 0]]);
      assert.deepEqual(edges(text), [
        ['inner/r', 'a'],
        ['inner/r#2', 'inner/r'],
      ]);
      assert.deepEqual(readJson(text, OPTIONS).graphs[0]?.outputs, ['inner/r#2']);
    }
  });

  it('to what does not exist are said, up to a number', () => {
    const layers = Array.from({ length: 50 }, (_, i) => layer('ReLU', `r${i}`, [[`gone${i}`, 0, 0, {}]]));
    const [graph] = readJson(functional(layers, [['r0', 0, 0]]), OPTIONS).graphs;
    const gaps = expectDefined(graph, 'it holds a model').incompleteBecause;
    assert.equal(gaps[0], '`r0` refers to a layer `gone0` that the file does not have.');
    assert.equal(gaps.at(-1), 'There are 30 more gaps like these.');
  });
});

describe('models at every time step', () => {
  const frame = (merge: object) => ({
    class_name: 'Functional',
    config: {
      name: 'frame',
      layers: [
        { class_name: 'InputLayer', name: 'x', config: { name: 'x', batch_input_shape: [null, 4] } },
        { class_name: 'Dense', name: 'd', config: { name: 'd', units: 4 }, inbound_nodes: [[['x', 0, 0, {}]]] },
        {
          ...merge,
          name: 'm',
          inbound_nodes: [
            [
              ['x', 0, 0, {}],
              ['d', 0, 0, {}],
            ],
          ],
        },
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['m', 0, 0]],
    },
  });
  const video = (merge: object) => {
    const config = { name: 'each', layer: frame(merge), batch_input_shape: [null, 7, 4] };
    return readJson(
      JSON.stringify({ class_name: 'Sequential', config: { layers: [{ class_name: 'TimeDistributed', config }] } }),
      OPTIONS,
    );
  };

  it('are their layers at every time step, joined as within one', () => {
    const { graphs } = video({ class_name: 'Concatenate', config: { name: 'm', axis: -1 } });
    assert.equal(graphs.length, 1);
    assert.deepEqual(
      graphs[0]?.layers.map(({ id, operation, outputShape, inputs }) => [id, operation.kind, outputShape, inputs]),
      [
        ['each/x', 'input', [7, 4], []],
        ['each/d', 'timeDistributed', [7, 4], ['each/x']],
        ['each/m', 'concatenate', [7, 8], ['each/x', 'each/d']],
      ],
    );
  });

  it('begin a stack with the shape that they or their wrapper say', () => {
    const inner = {
      class_name: 'Sequential',
      config: { name: 'i', layers: [{ class_name: 'Dense', config: { name: 'd', units: 3 } }] },
    };
    const first = [
      { class_name: 'TimeDistributed', config: { name: 'each', layer: inner, batch_input_shape: [null, 7, 4] } },
      { ...frame({ class_name: 'Add', config: { name: 'm' } }), name: 'frame' },
    ].map(
      (layer) => readJson(JSON.stringify({ class_name: 'Sequential', config: { layers: [layer] } }), OPTIONS).graphs[0],
    );
    assert.deepEqual(
      first.map((graph) => graph?.layers.map(({ id, inputs, outputShape }) => [id, ...inputs, outputShape])),
      [
        [
          ['input_layer_1', [7, 4]],
          ['each/d', 'input_layer_1', [7, 3]],
        ],
        [
          ['frame/x', [4]],
          ['frame/d', 'frame/x', [4]],
          ['frame/m', 'frame/x', 'frame/d', [4]],
        ],
      ],
    );
  });

  it('stay models of their own where a layer means one of their axes', () => {
    const { graphs } = video({ class_name: 'Concatenate', config: { name: 'm', axis: 1 } });
    assert.deepEqual(
      graphs.map(({ layers }) => layers.map(({ id }) => id)),
      [
        ['input_layer_1', 'each'],
        ['x', 'd', 'm'],
      ],
    );
  });
});

describe('files of Keras 1', () => {
  const dense = (name: string, more: object) => ({
    class_name: 'Dense',
    config: { name, output_dim: 3, init: 'uniform', activation: 'relu', bias: true, ...more },
  });
  const branch = (name: string, size: number) => ({
    class_name: 'Sequential',
    config: [dense(name, { batch_input_shape: [null, size] })],
  });
  const text = JSON.stringify({
    class_name: 'Sequential',
    config: [
      {
        class_name: 'Merge',
        config: { name: 'm', mode: 'concat', concat_axis: -1, layers: [branch('l', 4), branch('r', 5)] },
      },
      dense('d', {}),
    ],
    keras_version: '1.2.2',
  });

  it('begin with branches that are joined', () => {
    const { graphs } = readJson(text, OPTIONS);
    assert.equal(graphs.length, 1);
    const graph = expectDefined(graphs[0], 'it holds a model');
    assert.equal(graph.complete, true);
    assert.deepEqual(
      ['l', 'r', 'm', 'd'].map((name) => [name, graph.layers.find(({ id }) => id === name)?.outputShape]),
      [
        ['l', [3]],
        ['r', [3]],
        ['m', [6]],
        ['d', [3]],
      ],
    );
    assert.deepEqual(graph.layers.find(({ id }) => id === 'm')?.inputs, ['l', 'r']);
  });

  it('are mended with the names that Keras 1 has', () => {
    const reading = readJson(text, OPTIONS);
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const fix = { kind: 'setInitializer', layer: 'l', role: 'kernel', seed: null } as const;
    const edits = reading.edits(graph, { ...fix, initializer: { name: 'heUniform' } });
    assert.equal(
      applyEdits(text, expectDefined(edits, 'it can be changed')),
      text.replace('"init":"uniform"', '"init":"he_uniform"'),
    );
    const scaled = { name: 'varianceScaling', scale: 3, mode: 'fanIn', distribution: 'uniform' } as const;
    assert.equal(reading.edits(graph, { ...fix, initializer: scaled }), null);
  });
});

describe('classes of the author’s in JSON', () => {
  it('stay opaque under a name that the framework has, with the shape that the file states', () => {
    const own = {
      module: 'my_package.layers',
      class_name: 'Dense',
      config: { name: 'own', units: 3 },
      registered_name: 'own>Dense',
    };
    const tensor = (shape: unknown) => ({
      class_name: '__keras_tensor__',
      config: { shape, keras_history: ['own', 0, 0] },
    });
    const text = JSON.stringify({
      class_name: 'Functional',
      config: {
        name: 'f',
        layers: [
          { class_name: 'InputLayer', name: 'in', config: { batch_shape: [null, 4], name: 'in' }, inbound_nodes: [] },
          {
            ...own,
            name: 'own',
            inbound_nodes: [{ args: [{ ...tensor([null, 4]), config: { keras_history: ['in', 0, 0] } }], kwargs: {} }],
          },
          {
            class_name: 'Dense',
            name: 'd',
            config: { units: 2 },
            inbound_nodes: [{ args: [tensor([null, 7])], kwargs: {} }],
          },
        ],
        input_layers: [['in', 0, 0]],
        output_layers: [['d', 0, 0]],
      },
    });
    const [graph] = readJson(text, OPTIONS).graphs;
    const [, opaque, dense] = expectDefined(graph, 'it holds a model').layers;
    assert.equal(opaque?.operation.kind, 'opaque');
    assert.deepEqual([opaque?.outputShape, dense?.weights[0]?.shape], [[7], [7, 2]]);
  });
});
