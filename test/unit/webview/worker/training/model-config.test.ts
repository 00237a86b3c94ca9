import assert from 'node:assert/strict';
import type { Activation } from '../../../../../src/model/activation.ts';
import type { ModelGraph } from '../../../../../src/model/graph.ts';
import type { Operation } from '../../../../../src/model/operation.ts';
import { modelConfig } from '../../../../../webview/worker/training/rebuild/model-config.ts';
import { graphOf, node, sequential } from '../../../../builders/graph.ts';
import { activation, add, dense, flatten, input } from '../../../../builders/layers.ts';
import { constant, heUniform } from '../../../../builders/samplers.ts';
import { plain } from '../../../../builders/sketch.ts';

function configOf(graph: ModelGraph) {
  const config = modelConfig(graph);
  assert.ok(!('refusal' in config), 'refusal' in config ? config.refusal : '');
  return config;
}

function refusalOf(graph: ModelGraph): string {
  const config = modelConfig(graph);
  assert.ok('refusal' in config);
  return config.refusal;
}

const RELU: Activation = { name: 'relu' };

describe('a graph as a model of TensorFlow.js', () => {
  it('has the same layers with the same options, joined as they are in the graph', () => {
    const graph = graphOf([
      node('in', input([4])),
      node('a', dense(4, heUniform, RELU, { bias: constant(0) }), 'in'),
      node('sum', add(), 'in', 'a'),
    ]);
    const { topology, names } = configOf(graph);
    const { layers, input_layers, output_layers } = topology.config;
    assert.deepEqual(
      layers.map(({ class_name, inbound_nodes }) => [class_name, inbound_nodes]),
      [
        ['InputLayer', []],
        ['Dense', [[['layer0', 0, 0, {}]]]],
        [
          'Add',
          [
            [
              ['layer0', 0, 0, {}],
              ['layer1', 0, 0, {}],
            ],
          ],
        ],
      ],
    );
    const { units, useBias, activation: name } = layers[1]?.config ?? {};
    assert.deepEqual({ units, useBias, name }, { units: 4, useBias: true, name: 'relu' });
    assert.deepEqual(layers[0]?.config.batchInputShape, [null, 4]);
    assert.deepEqual([input_layers, output_layers], [[['layer0', 0, 0]], [['layer2', 0, 0]]]);
    assert.equal(names.get('a'), 'layer1');
  });

  it('calls a layer again where it is used again', () => {
    const graph = graphOf([
      node('in', input([4])),
      node('a', dense(4, heUniform), 'in'),
      node('again', dense(4, heUniform), 'a'),
    ]);
    const layers = graph.layers.map((layer) => (layer.id === 'again' ? { ...layer, sharesWeightsOf: 'a' } : layer));
    const { topology, names } = configOf({ ...graph, layers });
    assert.equal(topology.config.layers.length, 2);
    assert.deepEqual(topology.config.layers[1]?.inbound_nodes, [[['layer0', 0, 0, {}]], [['layer1', 0, 0, {}]]]);
    assert.deepEqual(topology.config.output_layers, [['layer1', 1, 0]]);
    assert.equal(names.get('again'), names.get('a'));
  });

  it('has an activation of its own where no layer of TensorFlow.js computes it', () => {
    const graph = sequential([4], [dense(3, heUniform, { name: 'hardSwish' }), dense(2, heUniform)]);
    const { layers } = configOf(graph).topology.config;
    assert.deepEqual(
      layers.map(({ class_name }) => class_name),
      ['InputLayer', 'Dense', 'InitLensElementwise', 'Dense'],
    );
    assert.equal(layers[1]?.config.activation, undefined);
    assert.deepEqual(layers[3]?.inbound_nodes, [[['layer2', 0, 0, {}]]]);
  });

  it('knows which names stand for the very same function', () => {
    const classes = (own: Activation) =>
      configOf(sequential([4], [activation(own)])).topology.config.layers.map(({ class_name, config }) => [
        class_name,
        config.activation,
      ])[1];
    assert.deepEqual(classes({ name: 'silu' }), ['Activation', 'swish']);
    assert.deepEqual(classes({ name: 'hardSigmoid', slope: 0.2 }), ['Activation', 'hardSigmoid']);
    assert.equal(classes({ name: 'hardSigmoid', slope: 1 / 6 })?.[0], 'InitLensElementwise');
    assert.equal(classes({ name: 'elu', alpha: 0.5 })?.[0], 'InitLensElementwise');
    assert.equal(classes({ name: 'gelu', approximate: true })?.[0], 'InitLensElementwise');
  });

  it('freezes what is frozen', () => {
    const graph = sequential([4], [dense(3, heUniform)]);
    const layers = graph.layers.map((layer) => ({ ...layer, trainable: layer.operation.kind === 'input' }));
    assert.equal(configOf({ ...graph, layers }).topology.config.layers[1]?.config.trainable, false);
  });
});

describe('a model that cannot be trained', () => {
  const lacking = (operation: Operation) =>
    refusalOf(graphOf([node('in', input([4, 4])), node('odd', plain(operation), 'in')]));

  it('is refused in a sentence that names the layer', () => {
    const opaque: Operation = { kind: 'opaque', className: 'Mine', reason: '`Mine` is a class of its own.' };
    assert.equal(
      lacking(opaque),
      'The layer odd prevents training: it cannot be rebuilt: `Mine` is a class of its own.',
    );
    assert.equal(
      lacking({ kind: 'rmsNormalization', axes: [1], epsilon: 1e-3, scale: false }),
      'The layer odd prevents training: it is a normalisation by the root mean square, which TensorFlow.js does not have.',
    );
    const unknown: Activation = { name: 'unknown', written: 'f', reason: 'It is a parameter.' };
    assert.match(refusalOf(sequential([4], [activation(unknown)])), /cannot be read \(f\): It is a parameter\./);
  });

  it('is refused where it is no whole model', () => {
    const graph = sequential([4], [flatten()]);
    assert.match(refusalOf({ ...graph, kind: 'loose' }), /are in no model/);
    assert.match(
      refusalOf({ ...graph, complete: false, incompleteBecause: ['A loop is not read.'] }),
      /A loop is not read\.$/,
    );
    assert.match(refusalOf({ ...graph, outputs: [] }), /no input or no output/);
  });
});
