import assert from 'node:assert/strict';
import { triedModel, type WrittenChange, writtenChange } from '../../../src/analysis/what-if.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { AS_WRITTEN, type WhatIf } from '../../../src/model/what-if.ts';
import { changedGraph } from '../../../src/what-if/change.ts';
import { analyse } from '../../builders/analyse.ts';
import { expectDefined, prepare, readFile } from '../frontends/reading.ts';

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

async function written(text: string, change: Partial<WhatIf>, language: 'typescript' | 'json' = 'typescript') {
  const whatIf = { ...AS_WRITTEN, ...change };
  const analysis = await analyse(text, language);
  const graph = expectDefined(analysis.reading.graphs[0], 'the text holds a model');
  const result: WrittenChange = expectDefined(writtenChange(analysis, graph, whatIf), 'a graph that was read');
  const after = applyEdits(text, result.edits);
  return { ...result, after, graph, whatIf, analysis };
}

/** What is read from the changed text, in the form of the graph that was tried. */
async function reads(text: string, language: 'typescript' | 'json' = 'typescript') {
  const { reading } = await analyse(text, language);
  return shapesOf(expectDefined(reading.graphs[0], 'the changed text holds a model'));
}

function shapesOf({ layers }: Parameters<typeof triedModel>[1]) {
  return layers.map(({ id, activation, outputShape, weights }) => ({
    id,
    activation,
    outputShape,
    weights: weights.map(({ role, shape, fans, initializer: { spec, sampled } }) => ({
      role,
      shape,
      fans,
      spec,
      sampled,
    })),
  }));
}

describe('a change that is tried, written into its file', () => {
  before(prepare);

  it('changes nonlinearities and widths where they stand, and nothing else', async () => {
    const { after, left, rest, graph, whatIf } = await written(
      `${IMPORT}export const model = tf.sequential({ layers: [
  tf.layers.dense({units:16, activation: "relu", inputShape:[8]}),  // first
  tf.layers.activation({ activation: 'relu' }),
  tf.layers.dense({ units: 1_0, activation: 'relu' as const }),
  tf.layers.dense({ units: 2 }),
] });
`,
      { activation: 'tanh', width: 2 },
    );
    assert.equal(
      after,
      `${IMPORT}export const model = tf.sequential({ layers: [
  tf.layers.dense({units:32, activation: "tanh", inputShape:[8]}),  // first
  tf.layers.activation({ activation: 'tanh' }),
  tf.layers.dense({ units: 20, activation: 'tanh' }),
  tf.layers.dense({ units: 2 }),
] });
`,
    );
    assert.deepEqual(left, []);
    assert.deepEqual(rest, AS_WRITTEN);
    const tried = expectDefined(changedGraph(graph, whatIf), 'a graph that was read');
    assert.deepEqual(await reads(after), shapesOf(tried.graph));
  });

  it('writes the initialisers that go with the new nonlinearity', async () => {
    const { after, graph, whatIf, analysis } = await written(
      `${IMPORT}export const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 64, activation: 'tanh', inputShape: [64] }),
  tf.layers.dense({ units: 64, activation: 'tanh', kernelInitializer: 'glorotUniform' }),
  tf.layers.dense({ units: 2 }),
] });
`,
      { activation: 'relu', initializers: 'recommended' },
    );
    assert.equal(after.match(/kernelInitializer: 'heUniform'/g)?.length, 2);
    const tried = expectDefined(triedModel(analysis, graph, whatIf), 'a graph that was read');
    const sampled = (of: { weights: readonly { role: string; sampled: unknown }[] }[]) =>
      of.flatMap(({ weights }) => weights.flatMap((weight) => (weight.role === 'kernel' ? [weight.sampled] : [])));
    assert.deepEqual(sampled(await reads(after)), sampled(shapesOf(tried.graph)));
    assert.ok(tried.differences.includes('recommended initialisers'));
  });

  it('says what it cannot write, and why', async () => {
    const { after, left, rest } = await written(
      `${IMPORT}const UNITS = 16;
export const model = tf.sequential();
model.add(tf.layers.dense({ units: UNITS, inputShape: [8] }));
model.add(tf.layers.reLU());
for (let i = 0; i < 3; i++) model.add(tf.layers.dense({ units: 16 + i, activation: 'relu' }));
model.add(tf.layers.dense({ units: 2 }));
`,
      { activation: 'tanh', width: 2, depth: 2, normalization: 'batch' },
    );
    assert.equal(after.includes("activation: 'tanh'"), true);
    assert.equal(after.includes('tf.layers.reLU()'), true);
    assert.deepEqual(left, [
      're_lu_1: The layer computes its activation and no other: replace it by hand.',
      'dense_1: The width is written as `UNITS`, which may stand for others too.',
      'dense_2, dense_3, and dense_4: The width is written as `16 + i`, which may stand for others too.',
      'Depth ×2: whole layers would come into the file or go from it. Write that by hand.',
      'Normalisation: whole layers would come into the file or go from it. Write that by hand.',
    ]);
    assert.deepEqual(rest, { ...AS_WRITTEN, depth: 2, normalization: 'batch', width: 2 });
  });

  it('writes nothing that would not fit together: what cannot be written keeps others as they are', async () => {
    const { after, left } = await written(
      `${IMPORT}const D = 16;
const x = tf.input({ shape: [8] });
const a = tf.layers.dense({ units: D, name: 'a' }).apply(x);
const b = tf.layers.dense({ units: 16, name: 'b' }).apply(tf.layers.dense({ units: 32, name: 'wide' }).apply(a));
const y = tf.layers.dense({ units: 2 }).apply(tf.layers.add({ name: 'sum' }).apply([a, b]));
export const model = tf.model({ inputs: x, outputs: y });
`,
      { width: 2 },
    );
    assert.ok(after.includes("units: 64, name: 'wide'"));
    assert.ok(after.includes("units: 16, name: 'b'"));
    assert.deepEqual(left, [
      'a: The width is written as `D`, which may stand for others too.',
      'b: What enters sum has to be equally wide.',
    ]);
  });

  it('leaves a call alone that other layers are made by too', async () => {
    const { edits, left } = await written(
      `${IMPORT}const layer = (units, activation) => tf.layers.dense({ units, activation });
const head = () => tf.layers.dense({ units: 4, activation: 'relu' });
const x = tf.input({ shape: [8] });
const h = head().apply(x);
const y = head().apply(h);
export const model = tf.model({ inputs: x, outputs: y });
`,
      { activation: 'tanh' },
    );
    assert.deepEqual(edits, []);
    assert.deepEqual(left, ['dense_1: The call also makes layers that stay as they are.']);
  });

  it('keeps the layout of a JSON file', async () => {
    const { text } = readFile('test/models/good/keras2-mlp.json');
    const { after, edits, graph, whatIf } = await written(text, { activation: 'elu', width: 2 }, 'json');
    assert.ok(edits.length > 1);
    const tried = expectDefined(changedGraph(graph, whatIf), 'a graph that was read');
    assert.deepEqual(await reads(after, 'json'), shapesOf(tried.graph));
    const blank = (json: string) => json.replace(/"[a-z]+"|\d+/g, '');
    assert.equal(blank(after), blank(text));
  });
});
