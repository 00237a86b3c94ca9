import assert from 'node:assert/strict';
import { structureOf } from '../../../src/advice/structure.ts';
import { allLayers, type ModelGraph } from '../../../src/model/graph.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

async function graphOf(text: string): Promise<ModelGraph> {
  const [graph] = (await analyse(text)).reading.graphs;
  if (graph === undefined) throw new Error('The text holds no model.');
  return graph;
}

async function facts(text: string) {
  const graph = await graphOf(text);
  const structure = structureOf(graph);
  return Object.fromEntries(
    allLayers(graph)
      .filter(({ weights }) => weights.some(({ role }) => role === 'kernel'))
      .map((layer) => [
        layer.id,
        { hidden: structure.isHidden(layer), normalised: structure.isNormalised(layer), depth: structure.depth(layer) },
      ]),
  );
}

describe('structureOf', () => {
  it('counts the hidden kernels of a stack, not the last one', async () => {
    const hidden = { hidden: true, normalised: false, depth: 2 };
    assert.deepEqual(
      await facts(sequentialModel([4], ['dense({ units: 4 })', 'dense({ units: 4 })', 'dense({ units: 1 })'])),
      { dense_1: hidden, dense_2: hidden, dense_3: { hidden: false, normalised: false, depth: 0 } },
    );
  });

  it('begins a new stack at a normalisation', async () => {
    const text = sequentialModel(
      [4],
      [
        "dense({ units: 4, activation: 'tanh' })",
        'layerNormalization()',
        "dense({ units: 4, activation: 'tanh' })",
        'dense({ units: 1 })',
      ],
    );
    const hidden = { hidden: true, normalised: false, depth: 1 };
    assert.deepEqual(await facts(text), {
      // tanh is not homogeneous: the scale in front of it matters, normalised behind it or not.
      dense_1: hidden,
      dense_2: hidden,
      dense_3: { hidden: false, normalised: false, depth: 0 },
    });
  });

  it('finds a normalisation behind relu, pooling and dropout, on every path', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
const x = tf.input({ shape: [8, 8, 3] });
const conv = tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }).apply(x);
const pooled = tf.layers.dropout({ rate: 0.5 }).apply(tf.layers.maxPooling2d({ poolSize: 2 }).apply(conv));
const a = tf.layers.flatten().apply(tf.layers.batchNormalization().apply(pooled));
const model = tf.model({ inputs: x, outputs: tf.layers.dense({ units: 1 }).apply(OUT) });
`;
    const every = await facts(text.replace('OUT', 'a'));
    assert.deepEqual(every.conv2d_1, { hidden: true, normalised: true, depth: 0 });
    const some = await facts(
      text.replace('OUT', 'tf.layers.concatenate().apply([a, tf.layers.flatten().apply(pooled)])'),
    );
    assert.deepEqual(some.conv2d_1, { hidden: true, normalised: false, depth: 1 });
  });

  it('lets a joined branch be evened out by batch normalisation only, which works channel by channel', async () => {
    const joined = (normalisation: string) => `import * as tf from '@tensorflow/tfjs';
const x = tf.input({ shape: [4] });
const a = tf.layers.dense({ units: 4 }).apply(x);
const b = tf.layers.dense({ units: 4 }).apply(x);
const both = tf.layers.concatenate().apply([a, b]);
const y = tf.layers.dense({ units: 1 }).apply(tf.layers.${normalisation}().apply(both));
const model = tf.model({ inputs: x, outputs: y });
`;
    assert.equal((await facts(joined('batchNormalization'))).dense_1?.normalised, true);
    assert.equal((await facts(joined('layerNormalization'))).dense_1?.normalised, false);
  });

  it('sees a layer over time where its wrapper stands', async () => {
    const over = (layer: string) => `timeDistributed({ layer: tf.layers.${layer} })`;
    const layers = ["dense({ units: 4, activation: 'relu' })", "dense({ units: 4, activation: 'tanh' })"].map(over);
    const text = sequentialModel([6, 4], [...layers, over('batchNormalization()'), 'dense({ units: 1 })']);
    assert.deepEqual(await facts(text), {
      'time_distributed_1/layer': { hidden: true, normalised: false, depth: 2 },
      'time_distributed_2/layer': { hidden: true, normalised: false, depth: 2 },
      dense_1: { hidden: false, normalised: false, depth: 0 },
    });
    const relu = await facts(text.replace("'tanh'", "'relu'"));
    assert.deepEqual(relu['time_distributed_2/layer'], { hidden: true, normalised: true, depth: 0 });
  });

  it('neither counts a recurrent layer nor lets a normalisation free its kernels, and begins a new stack behind it', async () => {
    const dense = "dense({ units: 4, activation: 'relu' })";
    const text = sequentialModel(
      [6, 4],
      [
        dense,
        dense,
        'lstm({ units: 4, returnSequences: true })',
        dense,
        dense,
        'gru({ units: 4 })',
        'batchNormalization()',
        dense,
      ],
    );
    const { lstm_1, gru_1, ...rest } = await facts(text);
    assert.deepEqual(lstm_1, { hidden: true, normalised: false, depth: 0 });
    assert.deepEqual(gru_1, { hidden: true, normalised: false, depth: 0 });
    assert.deepEqual(
      Object.values(rest).map(({ depth }) => depth),
      [2, 2, 2, 2, 0],
    );
  });

  it('takes every cell below another for a hidden one', async () => {
    const cells = '[tf.layers.gruCell({ units: 4 }), tf.layers.gruCell({ units: 4 })]';
    const text = sequentialModel([6, 4], [`rnn({ cell: ${cells} })`]);
    const graph = await graphOf(text);
    const { consumers, isHidden } = structureOf(graph);
    const [lower, upper] = graph.layers[1]?.parts ?? [];
    assert.ok(lower && upper);
    assert.deepEqual([isHidden(lower), isHidden(upper)], [true, false]);
    assert.deepEqual([consumers(lower), consumers(upper)], [[upper], []]);
  });

  it('knows the layers that one call makes', async () => {
    const graph = await graphOf(`import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
for (let i = 0; i < 3; i++) model.add(tf.layers.dense({ units: 8, inputShape: [8] }));
`);
    const [, first] = graph.layers.filter(({ operation }) => operation.kind === 'dense');
    assert.ok(first);
    const made = structureOf(graph).sameCall(first);
    assert.equal(made.filter(({ operation }) => operation.kind === 'dense').length, 3);
    const both = await graphOf(sequentialModel([6, 4], ['bidirectional({ layer: tf.layers.gru({ units: 4 }) })']));
    const [forward, backward] = both.layers[1]?.parts ?? [];
    assert.ok(forward && backward);
    assert.deepEqual(structureOf(both).sameCall(forward), [forward, backward]);
  });

  it('counts a residual branch for what stands in it alone, beside which the shortcut keeps the signal', async () => {
    const found = await facts(`import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [8] });
let x = input;
for (let i = 0; i < 10; i++) {
  const h = tf.layers.dense({ units: 8, activation: 'relu', name: 'h' + i }).apply(x);
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 8, name: 'end' + i }).apply(h)]);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`);
    for (const id of ['h0', 'end4', 'h9']) assert.equal(found[id]?.depth, 2, id);
  });

  it('tells the end of each residual branch how many blocks stand in a row, up to a normalisation', async () => {
    const graph = await graphOf(`import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [8] });
let x = input;
for (let i = 0; i < 5; i++) {
  const h = tf.layers.dense({ units: 8, activation: 'relu', name: 'h' + i }).apply(x);
  const end = tf.layers.dense({ units: 8, name: 'end' + i }).apply(h);
  x = tf.layers.add().apply([x, tf.layers.dropout({ rate: 0.1 }).apply(tf.layers.leakyReLU({ alpha: 0.2 }).apply(end))]);
  if (i === 1) x = tf.layers.layerNormalization().apply(x);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`);
    const { branch } = structureOf(graph);
    const blocks = Object.fromEntries(
      graph.layers.flatMap((layer) => {
        const found = branch(layer);
        return found === null ? [] : [[layer.id, [found.blocks, found.activation?.name]]];
      }),
    );
    assert.deepEqual(blocks, {
      end0: [2, 'leakyRelu'],
      end1: [2, 'leakyRelu'],
      end2: [3, 'leakyRelu'],
      end3: [3, 'leakyRelu'],
      end4: [3, 'leakyRelu'],
    });
  });
});
