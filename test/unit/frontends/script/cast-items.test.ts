import assert from 'node:assert/strict';
import { IMPORT, prepare, read } from '../reading.ts';

describe('casts in a list', () => {
  before(prepare);

  it('to types with dots take no layer for another', () => {
    for (const word of ['as', 'satisfies']) {
      const text = `${IMPORT}tf.sequential({ layers: [
  tf.layers.dense({ inputShape: [6], units: 8 }) ${word} tf.layers.Layer,
  tf.layers.dense({ units: 3 }) ${word} tf.layers.Layer,
  (tf.layers.dense({ units: 1 }) ${word} tf.layers.Layer),
] });`;
      const [graph] = read(text).graphs;
      assert.deepEqual(
        graph?.layers.slice(1).map(({ operation, outputShape }) => [operation.kind, outputShape]),
        [
          ['dense', [8]],
          ['dense', [3]],
          ['dense', [1]],
        ],
      );
    }
  });
});
