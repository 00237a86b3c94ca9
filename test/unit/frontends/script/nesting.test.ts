import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import { sizes } from '../../../../src/model/shape.ts';
import { expectDefined, prepare, read } from '../reading.ts';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

function graphs(code: string): readonly ModelGraph[] {
  return read(TF + code).graphs;
}

/** The last graph as `id <- inputs`, weights of another use in brackets. */
function edges(code: string): string[] {
  const graph = expectDefined(graphs(code).at(-1), 'the code makes a model');
  return graph.layers.map(
    ({ id, inputs, sharesWeightsOf }) =>
      `${id} <- ${inputs.join(', ')}${sharesWeightsOf === null ? '' : ` [${sharesWeightsOf}]`}`,
  );
}

describe('models inside models', () => {
  before(prepare);
  const head =
    "const head = tf.sequential({ name: 'head', layers: [tf.layers.dense({ units: 4, name: 'a', inputShape: [2] })] });\n";

  it('applied twice, a model is there twice with one set of weights', () => {
    const code = `${head}const x = tf.input({ shape: [2], name: 'x' }); const y = tf.input({ shape: [2], name: 'y' });
const sum = tf.layers.add({ name: 'sum' }).apply([head.apply(x), head.apply(y)]); tf.model({ inputs: [x, y], outputs: sum });`;
    assert.deepEqual(edges(code), [
      'x <- ',
      'y <- ',
      'head/a <- x',
      'head/a#2 <- y [head/a]',
      'sum <- head/a, head/a#2',
    ]);
  });

  it('an input layer of the inner model gives way to what enters it', () => {
    const code = `const inner = tf.sequential(); inner.add(tf.layers.inputLayer({ inputShape: [2] })); inner.add(tf.layers.dense({ units: 3, name: 'b' }));
const all = tf.sequential(); all.add(tf.layers.dense({ units: 2, name: 'a', inputShape: [5] })); all.add(inner);`;
    assert.deepEqual(edges(code), ['input_layer_1 <- ', 'a <- input_layer_1', 'inner/b <- a']);
  });

  it('a model that is cut off in its middle goes on with other layers', () => {
    const code = `const x = tf.input({ shape: [2], name: 'x' }); const a = tf.layers.dense({ units: 3, name: 'a' }).apply(x); const b = tf.layers.dense({ units: 4, name: 'b' }).apply(a);
const base = tf.model({ inputs: x, outputs: b }); const cut = base.getLayer('a').output;
tf.model({ inputs: base.inputs, outputs: tf.layers.dense({ units: 5, name: 'c' }).apply(cut) });`;
    assert.deepEqual(edges(code), ['x <- ', 'a <- x', 'c <- a']);
  });

  it('a loaded model is one layer that says so', () => {
    const code = `async function f() { const base = await tf.loadLayersModel('a.json'); const m = tf.sequential(); m.add(base); m.add(tf.layers.dense({ units: 2, name: 'c' })); }`;
    const [graph] = graphs(code);
    const loaded = graph?.layers.find(({ operation }) => operation.kind === 'opaque');
    assert.match(loaded?.operation.kind === 'opaque' ? loaded.operation.reason : '', /line 2 loads is not read/);
    assert.deepEqual(graph?.layers.at(-1)?.inputs, [loaded?.id]);
  });

  it('the shape of a symbolic tensor is known', () => {
    const code = `const x = tf.input({ shape: [8, 6] }); const y = tf.layers.dense({ units: x.shape[2] * 2 }).apply(x); tf.model({ inputs: x, outputs: tf.layers.dense({ units: y.shape[y.shape.length - 1] }).apply(y) });`;
    assert.deepEqual(
      graphs(code)[0]?.layers.map(({ outputShape }) => sizes(outputShape ?? []).at(-1)),
      [6, 12, 12],
    );
  });
});

describe('layer classes of the file', () => {
  before(prepare);
  const inModel = (made: string) =>
    `const m = tf.sequential(); m.add(tf.layers.dense({ units: 3, name: 'a', inputShape: [2] })); m.add(${made}); m.add(tf.layers.dense({ units: 4, name: 'z' }));`;

  it('are the layers that `call` applies, under their name', () => {
    const code = `class Two extends tf.layers.Layer { constructor(c) { super(c); this.inner = tf.layers.dense({ units: 5, name: 'i' }); } call(inputs) { return this.inner.apply(inputs[0]).relu(); } }\n${inModel("new Two({ name: 'two' })")}`;
    assert.deepEqual(edges(code), [
      'input_layer_1 <- ',
      'a <- input_layer_1',
      'two/i <- a',
      'activation_1 <- two/i',
      'z <- activation_1',
    ]);
    const inner = graphs(code)[0]?.layers.find(({ id }) => id === 'two/i');
    assert.deepEqual(inner?.activation.effective, { name: 'relu' });
  });

  it('are one layer that says so where they compute by themselves', () => {
    const code = `class Own extends tf.layers.Layer { static className = 'Own'; build() { this.w = this.addWeight('w', [3]); } computeOutputShape(shape) { return [shape[0], 7]; } call(x) { return x.mul(this.w.read()); } }\n${inModel('new Own()')}`;
    const graph = graphs(code)[0];
    const own = graph?.layers.find(({ operation }) => operation.kind === 'opaque');
    assert.match(own?.operation.kind === 'opaque' ? own.operation.reason : '', /`Own` is a layer class of its own/);
    assert.deepEqual([own?.outputShape, graph?.layers.at(-1)?.weights[0]?.shape], [[7], [7, 4]]);
  });

  it('that nobody uses are read by themselves', () => {
    const code = `export class Net extends tf.layers.Layer { constructor() { super({}); this.a = tf.layers.dense({ units: 3, activation: 'tanh', name: 'a' }); this.b = tf.layers.dense({ units: 2, name: 'b' }); } call(x) { return this.b.apply(this.a.apply(x)); } }`;
    const [graph] = graphs(code);
    assert.deepEqual(
      [graph?.name, graph?.kind, edges(code)],
      ['Net', 'class', ['input_layer_1 <- ', 'a <- input_layer_1', 'b <- a']],
    );
  });

  it('that extend a sequential model are one', () => {
    const code = `class Net extends tf.Sequential { constructor(sizes) { super(); sizes.forEach((units, i) => this.add(tf.layers.dense({ units, name: 'l' + i }))); } }\nnew Net([3, 4]);`;
    assert.deepEqual(
      [graphs(code)[0]?.name, edges(code)],
      ['Net', ['input_layer_1 <- ', 'l0 <- input_layer_1', 'l1 <- l0']],
    );
  });
});

describe('layers that stand in no model', () => {
  before(prepare);

  it('are a graph where a helper applies them one to another, and meet what follows', () => {
    const code = `export function block(x, filters = 8) { const y = tf.layers.conv2d({ filters, kernelSize: 3, name: 'c' }).apply(x); return tf.layers.reLU({ name: 'r' }).apply(y); }`;
    const [graph] = graphs(code);
    assert.deepEqual(
      [graph?.name, graph?.complete, edges(code)],
      ['block', false, ['input_layer_1 <- ', 'c <- input_layer_1', 'r <- c']],
    );
    assert.deepEqual(graph?.layers[1]?.activation.effective, { name: 'relu' });
  });

  it('a parameter that is used twice is one input', () => {
    const code = `export function residual(x) { const y = tf.layers.dense({ units: 64, name: 'd' }).apply(x); return tf.layers.add({ name: 's' }).apply([x, y]); }`;
    assert.deepEqual(edges(code), ['input_layer_1 <- ', 'd <- input_layer_1', 's <- input_layer_1, d']);
  });

  it('a model that is handed in goes on from an assumed input', () => {
    const code = `export function addHead(model) { model.add(tf.layers.dense({ units: 3, name: 'a' })); model.add(tf.layers.dense({ units: 2, name: 'b' })); }`;
    const [graph] = graphs(code);
    assert.deepEqual([graph?.name, edges(code)], ['addHead', ['input_layer_1 <- ', 'a <- input_layer_1', 'b <- a']]);
    assert.match(graph?.incompleteBecause.join() ?? '', /What `model` holds before line 2 cannot be read/);
  });

  it('an unread function of tensors does not cut the chain', () => {
    const code = `import { attend } from './attend';\nconst x = tf.input({ shape: [3], name: 'x' }); const y = attend(tf.layers.dense({ units: 4, name: 'a' }).apply(x), 2); tf.model({ inputs: x, outputs: tf.layers.dense({ units: 2, name: 'b' }).apply(y) });`;
    assert.deepEqual(edges(code), ['x <- ', 'a <- x', 'attend_1 <- a', 'b <- attend_1']);
  });
});
