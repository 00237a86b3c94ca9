import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { readJson } from '../../src/frontends/json/read-json.ts';
import { type ModelGraph, parameterCount } from '../../src/model/graph.ts';
import { sizes } from '../../src/model/shape.ts';
import { expectDefined, OPTIONS } from '../unit/frontends/reading.ts';

/** What TF.js's own `toJSON` says of models, in both of its spellings, read and compared with the models themselves. */

const { layers } = tf;

/** A layer's output as the type says that `apply` gives it for symbolic inputs. */
function tensor(value: unknown, at = 0): tf.SymbolicTensor {
  const found: unknown = Array.isArray(value) ? value[at] : value;
  assert.ok(found instanceof tf.SymbolicTensor);
  return found;
}

const MODELS: Readonly<Record<string, () => tf.LayersModel>> = {
  'a stack within a stack': () =>
    tf.sequential({
      name: 'outer',
      layers: [
        layers.dense({ units: 5, inputShape: [3], name: 'first' }),
        tf.sequential({
          name: 'inner',
          layers: [layers.dense({ units: 4, inputShape: [5], name: 'second' }), layers.reLU()],
        }),
        layers.dense({ units: 2, name: 'third' }),
      ],
    }),
  'a model that begins a stack': () => {
    const entry = tf.input({ shape: [6], name: 'entry' });
    const hidden = tensor(layers.dense({ units: 6, name: 'hidden' }).apply(entry));
    const base = tf.model({
      inputs: entry,
      outputs: tensor(layers.add({ name: 'sum' }).apply([entry, hidden])),
      name: 'base',
    });
    return tf.sequential({ name: 'head', layers: [base, layers.dense({ units: 2, name: 'top' })] });
  },
  'an encoder used twice': () => {
    const entry = tf.input({ shape: [6] });
    const tower = tf.model({
      inputs: entry,
      outputs: tensor(
        layers.dense({ units: 3, name: 'code' }).apply(tensor(layers.dense({ units: 5, name: 'hidden' }).apply(entry))),
      ),
      name: 'tower',
    });
    const [left, right] = [tf.input({ shape: [6] }), tf.input({ shape: [6] })];
    const joined = layers.concatenate().apply([tensor(tower.apply(left)), tensor(tower.apply(right))]);
    return tf.model({
      inputs: [left, right],
      outputs: tensor(layers.dense({ units: 1, name: 'out' }).apply(tensor(joined))),
    });
  },
  'a layer used on its own output': () => {
    const entry = tf.input({ shape: [4] });
    const shared = layers.dense({ units: 4, name: 'again' });
    return tf.model({
      inputs: entry,
      outputs: tensor(shared.apply(tensor(shared.apply(tensor(shared.apply(entry)))))),
    });
  },
  'a nested model with two ways in and out': () => {
    const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [4] })];
    const joined = tensor(layers.concatenate({ name: 'joined' }).apply([a, b]));
    const one = tensor(layers.dense({ units: 5, name: 'one' }).apply(joined));
    const two = tensor(layers.dense({ units: 6, name: 'two' }).apply(joined));
    const inner = tf.model({ inputs: [a, b], outputs: [one, two], name: 'inner' });
    const [left, right] = [tf.input({ shape: [4] }), tf.input({ shape: [3] })];
    const out = inner.apply([right, left]);
    const ends = [
      tensor(layers.dense({ units: 2, name: 'of_two' }).apply(tensor(out, 1))),
      tensor(layers.dense({ units: 1, name: 'of_one' }).apply(tensor(out, 0))),
    ];
    return tf.model({ inputs: [left, right], outputs: ends });
  },
  'states that go from one recurrent layer to another': () => {
    const [source, target] = [tf.input({ shape: [7, 3] }), tf.input({ shape: [5, 2] })];
    const encoded = layers
      .lstm({ units: 4, returnState: true, name: 'encoder', recurrentInitializer: 'glorotNormal' })
      .apply(source);
    const states = [tensor(encoded, 1), tensor(encoded, 2)];
    const decoder = layers.lstm({
      units: 4,
      returnSequences: true,
      name: 'decoder',
      recurrentInitializer: 'glorotNormal',
    });
    const decoded = tensor(decoder.apply(target, { initialState: states }));
    const summary = tensor(layers.dense({ units: 3, name: 'of_state' }).apply(tensor(encoded, 1)));
    return tf.model({ inputs: [source, target], outputs: [decoded, summary] });
  },
  'wrappers and stacked cells': () =>
    tf.sequential({
      layers: [
        layers.timeDistributed({ layer: layers.dense({ units: 5, name: 'step' }), inputShape: [6, 3], name: 'each' }),
        layers.bidirectional({
          layer: layers.gru({ units: 4, returnSequences: true, recurrentInitializer: 'glorotNormal' }),
          mergeMode: 'concat',
          name: 'both',
        }),
        layers.rnn({
          cell: [
            layers.simpleRNNCell({ units: 3 }),
            layers.lstmCell({ units: 2, recurrentInitializer: 'glorotNormal' }),
          ],
          name: 'cells',
        }),
      ],
    }),
};

/** The document that each way of saving gives. */
const FORMS: Readonly<Record<string, (model: tf.LayersModel) => string>> = {
  'as text': (model) => String(model.toJSON()),
  'as an object': (model) => JSON.stringify(model.toJSON(null, false)),
  'as model.json': (model) =>
    JSON.stringify(
      { modelTopology: JSON.parse(String(model.toJSON())), format: 'layers-model', weightsManifest: [] },
      null,
      1,
    ),
};

/** Every layer that is no model, with the models that it stands in. */
function leaves(model: tf.LayersModel, scope: readonly string[] = []): { path: string; layer: tf.layers.Layer }[] {
  return model.layers.flatMap((layer) =>
    layer instanceof tf.LayersModel
      ? leaves(layer, [...scope, layer.name])
      : [{ path: [...scope, layer.name].join('/'), layer }],
  );
}

function assertSame(graph: ModelGraph, model: tf.LayersModel): void {
  assert.deepEqual([graph.dialect, graph.complete, graph.incompleteBecause], ['tfjs', true, []]);
  const total = graph.layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
  assert.equal(total, model.countParams());
  for (const { path, layer } of leaves(model)) {
    if (layer.getClassName() === 'InputLayer' && path.includes('/')) continue;
    const uses = graph.layers.filter(({ name }) => name === path);
    assert.ok(uses.length > 0, `${path} is read`);
    const parameters = uses.reduce((sum, use) => sum + parameterCount(use), 0);
    assert.equal(parameters, layer.countParams(), `parameters of ${path}`);
    for (const use of uses)
      assert.deepEqual(use.outputShape && sizes(use.outputShape), shapeOf(layer), `shape of ${path}`);
  }
  assertSameEdges(graph, model);
}

/** Without batch; of the first output. */
function shapeOf(layer: tf.layers.Layer): (number | null)[] {
  const output = layer.getOutputAt(0);
  return tensor(output).shape.slice(1);
}

/** For layers of the model itself: who feeds them, use for use; a stack's entry is written nowhere and has no name. */
function assertSameEdges(graph: ModelGraph, model: tf.LayersModel): void {
  const isStack = model instanceof tf.Sequential;
  const implicit = new Set(isStack ? graph.inputs : []);
  // A stack is fed by a layer within the model that begins it, not by the model.
  const isNamed = (layer: tf.layers.Layer) =>
    model.layers.includes(layer) &&
    !(layer instanceof tf.LayersModel) &&
    !(isStack && layer.getClassName() === 'InputLayer');
  for (const layer of model.layers.filter((one) => !(one instanceof tf.LayersModel))) {
    const wanted = layer.inboundNodes.map((node) =>
      namesOf(node.inboundLayers.filter(isNamed).map(({ name }) => name)),
    );
    const uses = graph.layers.filter(({ name }) => name === layer.name);
    assert.equal(uses.length, wanted.length, `uses of ${layer.name}`);
    const read = uses.map(({ inputs }) => namesOf(inputs.filter((id) => !implicit.has(id) && !id.includes('/'))));
    assert.deepEqual(read.sort(), wanted.sort(), `inputs of ${layer.name}`);
  }
}

/** In no order, which number of use apart. */
function namesOf(ids: readonly string[]): string {
  return ids
    .map((id) => id.split('#')[0])
    .sort()
    .join();
}

describe('what TF.js saves of models', () => {
  for (const [title, make] of Object.entries(MODELS)) {
    for (const [form, write] of Object.entries(FORMS)) {
      it(`${title}, ${form}, has the same layers, shapes, parameters and edges`, () => {
        const model = make();
        const { graphs } = readJson(write(model), OPTIONS);
        assert.equal(graphs.length, 1);
        assertSame(expectDefined(graphs[0], 'the model is read'), model);
        model.dispose();
      });
    }
  }
});
