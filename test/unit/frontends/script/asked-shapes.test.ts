import assert from 'node:assert/strict';
import { size } from '../../../../src/model/shape.ts';
import { expectDefined, IMPORT, prepare, read } from '../reading.ts';

/** What enters a model whose input shape is the expression; `base` is a model of two convolutions. */
function entering(expression: string): number[] | undefined {
  const text = `${IMPORT}const base = tf.sequential({ layers: [
  tf.layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [12, 10, 3], name: 'first' }),
  tf.layers.conv2d({ filters: 6, kernelSize: 3, strides: 2, name: 'second' }),
] });
tf.sequential({ layers: [tf.layers.flatten({ inputShape: ${expression} })] });`;
  const graph = expectDefined(read(text).graphs.at(-1), 'the model');
  return graph.layers[0]?.outputShape?.map(size);
}

describe('shapes that a script asks for', () => {
  before(prepare);

  for (const [expression, shape] of [
    ['base.outputShape.slice(1)', [4, 3, 6]],
    ["base.getLayer('first').outputShape.slice(1)", [10, 8, 4]],
    ["base.getLayer('second').inputShape.slice(1)", [10, 8, 4]],
    ['base.layers[1].output.shape.slice(1)', [4, 3, 6]],
    ['base.outputs[0].shape.slice(1)', [4, 3, 6]],
  ] as const) {
    it(`are told of ${expression}`, () => assert.deepEqual(entering(expression), shape));
  }
});
