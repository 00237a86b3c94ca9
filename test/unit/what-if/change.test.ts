import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { sizes } from '../../../src/model/shape.ts';
import { AS_WRITTEN, type WhatIf } from '../../../src/model/what-if.ts';
import { triedActivations } from '../../../src/what-if/activation-named.ts';
import { type ChangedGraph, changedGraph } from '../../../src/what-if/change.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heUniform } from '../../builders/samplers.ts';
import { expectDefined, IMPORT, prepare, read, readFile } from '../frontends/reading.ts';

function graphOf(body: string): ModelGraph {
  return expectDefined(read(`${IMPORT}${body}`).graphs[0], 'the program makes a model');
}

function changed(graph: ModelGraph, change: Partial<WhatIf>): ChangedGraph {
  return expectDefined(changedGraph(graph, { ...AS_WRITTEN, ...change }), 'a graph that was read can be changed');
}

/** `id kind activation [shape]`, a layer each. */
function drawn({ graph }: ChangedGraph): string[] {
  return graph.layers.map(({ id, operation, activation, outputShape }) => {
    const own = activation.own === null ? '' : ` ${activation.own.name}`;
    return `${id} ${operation.kind}${own} [${outputShape === null ? '?' : sizes(outputShape).join(', ')}]`;
  });
}

const FUNCTIONAL = (body: string) =>
  graphOf(`const x = tf.input({ shape: [8] });\n${body}\nexport const model = tf.model({ inputs: x, outputs: y });`);

describe('what-if', () => {
  before(prepare);

  it('leaves the file’s own model where nothing is tried', () => {
    const graph = FUNCTIONAL('const y = tf.layers.dense({ units: 2 }).apply(x);');
    assert.equal(changed(graph, {}).graph, graph);
  });

  it('has nothing to say of a graph that no file stands behind', () => {
    assert.equal(changedGraph(sequential([4], [dense(2, heUniform)]), { ...AS_WRITTEN, width: 2 }), null);
  });

  it('keeps the width of a layer that is added to the input, and says why', () => {
    const result = changed(
      FUNCTIONAL(`
        const a = tf.layers.dense({ units: 20, activation: 'relu', name: 'wide' }).apply(x);
        const b = tf.layers.dense({ units: 8, name: 'back' }).apply(a);
        const y = tf.layers.dense({ units: 1 }).apply(tf.layers.add({ name: 'sum' }).apply([x, b]));`),
      { width: 2 },
    );
    assert.deepEqual(drawn(result).slice(1), [
      'wide dense relu [40]',
      'back dense linear [8]',
      'sum add [8]',
      'dense_1 dense linear [1]',
    ]);
    assert.deepEqual(result.left, [{ layer: 'back', why: 'What enters sum has to be equally wide.' }]);
    assert.deepEqual(result.differences, ['width ×2']);
  });

  it('keeps the width in front of a shape that is written in numbers', () => {
    const result = changed(
      FUNCTIONAL(`
        const a = tf.layers.dense({ units: 12, name: 'before' }).apply(x);
        const b = tf.layers.reshape({ targetShape: [3, 4], name: 'fold' }).apply(a);
        const c = tf.layers.dense({ units: 5, name: 'behind' }).apply(b);
        const y = tf.layers.dense({ units: 1 }).apply(tf.layers.flatten().apply(c));`),
      { width: 2 },
    );
    assert.deepEqual(result.left, [{ layer: 'before', why: 'fold gives the shape in numbers of the file.' }]);
    assert.ok(drawn(result).includes('behind dense linear [3, 10]'));
  });

  it('leaves an open size of a reshape to take up the width', () => {
    const result = changed(
      FUNCTIONAL(`
        const a = tf.layers.dense({ units: 12 }).apply(x);
        const b = tf.layers.reshape({ targetShape: [-1, 4], name: 'fold' }).apply(a);
        const y = tf.layers.dense({ units: 1 }).apply(tf.layers.flatten().apply(b));`),
      { width: 2 },
    );
    assert.ok(drawn(result).includes('fold reshape [6, 4]'));
    assert.deepEqual(result.left, []);
  });

  it('widens what is joined by concatenation, and a gate with what it multiplies', () => {
    const result = changed(
      FUNCTIONAL(`
        const a = tf.layers.dense({ units: 4, activation: 'relu', name: 'a' }).apply(x);
        const g = tf.layers.dense({ units: 4, activation: 'sigmoid', name: 'gate' }).apply(x);
        const m = tf.layers.multiply({ name: 'gated' }).apply([a, g]);
        const c = tf.layers.concatenate({ name: 'joined' }).apply([m, x]);
        const y = tf.layers.dense({ units: 1 }).apply(c);`),
      { width: 3, activation: 'tanh' },
    );
    assert.deepEqual(drawn(result).slice(1, -1), [
      'a dense tanh [12]',
      'gate dense sigmoid [12]',
      'gated merge [12]',
      'joined concatenate [20]',
    ]);
    assert.deepEqual(result.left, [{ layer: 'gate', why: 'It gates another signal: its activation stays.' }]);
  });

  it('keeps the width and the nonlinearity of every output', () => {
    const result = changed(
      graphOf(`
        const x = tf.input({ shape: [8] });
        const h = tf.layers.dense({ units: 6, activation: 'relu', name: 'features' }).apply(x);
        const y = tf.layers.dense({ units: 3, activation: 'sigmoid', name: 'head' }).apply(h);
        export const model = tf.model({ inputs: x, outputs: [h, y] });`),
      { width: 2, activation: 'tanh' },
    );
    assert.deepEqual(drawn(result).slice(1), ['features dense relu [6]', 'head dense sigmoid [3]']);
    assert.deepEqual(result.differences, []);
    assert.equal(result.left.length, 2);
  });

  it('keeps a layer’s one width in all places where it is used', () => {
    const result = changed(
      FUNCTIONAL(`
        const shared = tf.layers.dense({ units: 8, name: 'shared' });
        const a = tf.layers.dense({ units: 8, name: 'other' }).apply(shared.apply(x));
        const y = tf.layers.dense({ units: 1 }).apply(shared.apply(a));`),
      { width: 2 },
    );
    // The input that it reads first is as wide as the file says, so what it reads then has to be too.
    assert.ok(drawn(result).includes('other dense linear [8]'));
    assert.ok(drawn(result).includes('shared#2 dense linear [16]'));
  });

  it('repeats blocks that follow one another in turn, and ends them once', () => {
    const { reading } = readFile('test/models/good/keras3-transformer.json');
    const graph = expectDefined(reading.graphs[0], 'the file holds a model');
    const ids = changed(graph, { depth: 2 }).graph.layers.map(({ id }) => id);
    const from = ids.indexOf('sum_3b');
    assert.deepEqual(ids.slice(from, from + 3), ['sum_3b', 'norm_0a (2)', 'attention_0 (2)']);
    assert.deepEqual(ids.slice(-4), ['sum_3b (2)', 'norm_out', 'pool', 'out']);
  });

  it('refuses a depth that nobody could draw', () => {
    const many = "tf.layers.dense({ units: 4, activation: 'relu' }),".repeat(90);
    const graph = graphOf(
      `export const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [4] }), ${many} tf.layers.dense({ units: 1 })] });`,
    );
    const result = changed(graph, { depth: 8 });
    assert.equal(result.graph, graph);
    assert.match(result.left[0]?.why ?? '', /^The model would have \d+ layers; up to 500 are drawn/);
  });

  it('offers the nonlinearities that the framework has a name for', () => {
    const graph = FUNCTIONAL('const y = tf.layers.dense({ units: 2 }).apply(x);');
    assert.ok(triedActivations(graph).includes('leakyRelu'));
    assert.ok(!triedActivations(graph).includes('hardSwish'));
    const json = expectDefined(readFile('test/models/functional-keras3.json').reading.graphs[0], 'a model');
    assert.ok(triedActivations(json).includes('silu'));
  });

  it('normalises the channels of images that have them first', () => {
    const result = changed(
      graphOf(`export const model = tf.sequential({ layers: [
        tf.layers.conv2d({ filters: 4, kernelSize: 3, dataFormat: 'channelsFirst', inputShape: [2, 8, 8] }),
        tf.layers.flatten(), tf.layers.dense({ units: 1 })] });`),
      { normalization: 'batch' },
    );
    const normalised = result.graph.layers.find(({ operation }) => operation.kind === 'batchNormalization');
    assert.deepEqual(normalised?.weights[0]?.shape, [4]);
  });

  it('lets the normalisation stand that says what enters the model', () => {
    const result = changed(
      graphOf(`export const model = tf.sequential({ layers: [
        tf.layers.batchNormalization({ inputShape: [8] }), tf.layers.dense({ units: 4 }),
        tf.layers.batchNormalization(), tf.layers.dense({ units: 1 })] });`),
      { normalization: 'none' },
    );
    assert.deepEqual(
      drawn(result).map((line) => line.split(' ')[1]),
      ['input', 'batchNormalization', 'dense', 'dense'],
    );
    assert.equal(result.left.length, 1);
  });
});
