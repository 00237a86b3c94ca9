import assert from 'node:assert/strict';
import { IMPORT, prepare, read } from '../reading.ts';

/** The kinds of layers in each graph, inputs left out. */
function kinds(text: string): string[][] {
  const written = ({ kind }: { kind: string }) => kind !== 'input';
  return read(IMPORT + text).graphs.map(({ layers }) =>
    layers.flatMap(({ operation }) => (written(operation) ? [operation.kind] : [])),
  );
}

describe('a function with an arm that its call leaves out', () => {
  before(prepare);

  it('gives no second graph of the layers that a model within it has', () => {
    const text = `const UNWANTED = false;
function build() {
  const net = tf.sequential();
  if (UNWANTED) net.add(tf.layers.flatten());
  const x = tf.input({ shape: [3] });
  const inner = tf.model({ inputs: x, outputs: tf.layers.dense({ units: 3 }).apply(tf.layers.reLU().apply(x)) });
  net.add(tf.layers.softmax({ inputShape: [3] }));
  net.add(inner);
  return net;
}
build();`;
    const outer = kinds(text).filter((graph) => graph.includes('dense'));
    assert.deepEqual(outer, [['activation', 'activation', 'dense']]);
  });

  it('is read without another object, where it is a method', () => {
    const text = `const UNWANTED = false;
const builder = {
  make() {
    const x = tf.input({ shape: [3] });
    this.stage = tf.layers.dropout({ rate: 0.2 });
    const y = UNWANTED ? tf.layers.flatten().apply(x) : this.stage.apply(x);
    return tf.model({ inputs: x, outputs: tf.layers.dense({ units: 3 }).apply(y) });
  },
};
builder.make();`;
    assert.ok(kinds(text).every((graph) => !graph.includes('opaque')));
  });
});
