import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../../src/dialects/index.ts';
import type { Shape } from '../../../../../src/model/shape.ts';
import { declareUse, object, type Plain } from '../../declare.ts';

describe('any operation', () => {
  it('never throws, whatever stands in it', () => {
    const nonsense: Plain[] = [
      'x',
      -7,
      0,
      true,
      null,
      [],
      [[1], 'a'],
      [null, -1, 9],
      { a: 1 },
      object('__slice__', {}),
    ];
    const names = ['axis', 'shape', 'newshape', 'axes', 'y', '0', '1', 'slice_spec', 'pad_width', 'size', 'subscripts'];
    const more = ['repeats', 'indices_or_sections', 'num_or_size_splits', 'source', 'destination', 'axis1', 'axis2'];
    const functions = [
      'math.add',
      'reshape',
      'concat',
      'stack',
      'split',
      'tile',
      'transpose',
      'pad',
      'einsum',
      'matmul',
    ];
    const others = ['math.reduce_mean', 'squeeze', 'expand_dims', 'image.resize', 'clip_by_value', 'one_hot', 'nope'];
    const operations = ['GetItem', 'Moveaxis', 'Swapaxes', 'Repeat', 'MaxPool', 'Normalize', 'Softmax', 'Split', 'Pad'];
    for (const value of nonsense) {
      const all = Object.fromEntries([...names, ...more].map((name) => [name, value]));
      for (const inputs of [
        [],
        [[]],
        [[4]],
        [
          [4, 6],
          [4, 6],
        ],
        [[2, 3, 4, 5]],
      ] as readonly (readonly Shape[])[]) {
        for (const name of [...functions, ...others]) {
          const declaration = declareUse('TFOpLambda', 'keras', { function: name }, all);
          assertShape(dialects.keras2.readLayer(declaration, inputs, 'json'));
        }
        for (const name of operations) {
          assertShape(dialects.keras3.readLayer(declareUse(name, 'keras.src.ops.numpy', {}, all), inputs, 'json'));
        }
      }
    }
  });

  function assertShape({ outputShape }: LayerTraits): void {
    assert.ok(outputShape === null || Array.isArray(outputShape));
  }
});
