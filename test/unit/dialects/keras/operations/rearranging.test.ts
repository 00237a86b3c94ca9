import type { Shape } from '../../../../../src/model/shape.ts';
import { assertOpaque, assertOperation, keras2, keras3, X } from './uses.ts';

describe('operations that rearrange', () => {
  it('reshape behind a batch that stays open', () => {
    assertOperation(keras2('reshape', { shape: [-1, 24] }, X), { kind: 'reshape', target: [24] }, [24]);
    assertOperation(keras3('Reshape', { newshape: [-1, 3, 8] }, {}, X), { kind: 'reshape', target: [3, 8] }, [3, 8]);
    const computed = [['tf.compat.v1.shape', 0, 0], 24];
    assertOperation(keras2('reshape', { shape: computed }, X), { kind: 'reshape', target: [24] }, [24]);
    assertOpaque(keras2('reshape', { shape: [-1, 5] }, X), [5]);
    assertOpaque(keras2('reshape', { shape: [-1] }, X), []);
    assertOpaque(keras2('reshape', { shape: [2, -1] }, X), null);
  });

  it('add and take away axes of size 1', () => {
    assertOperation(keras2('expand_dims', { axis: 1 }, X), { kind: 'reshape', target: [1, 4, 6] }, [1, 4, 6]);
    assertOperation(keras3('ExpandDims', { axis: -1 }, {}, X), { kind: 'reshape', target: [4, 6, 1] }, [4, 6, 1]);
    assertOperation(keras3('Squeeze', { axis: null }, {}, [1, 4, 1]), { kind: 'reshape', target: [4] }, [4]);
    assertOperation(keras2('compat.v1.squeeze', { axis: 1 }, [1, 4]), { kind: 'reshape', target: [4] }, [4]);
    assertOpaque(keras3('ExpandDims', { axis: 0 }, {}, X), null);
  });

  it('permute what is not the batch', () => {
    const turned = { kind: 'permute', order: [1, 0] } as const;
    assertOperation(keras2('compat.v1.transpose', { perm: [0, 2, 1], name: 'transpose' }, X), turned, [6, 4]);
    assertOperation(keras3('Transpose', { axes: [0, 2, 1] }, {}, X), turned, [6, 4]);
    assertOperation(keras3('Swapaxes', { axis1: 1, axis2: -1 }, {}, X), turned, [6, 4]);
    assertOperation(
      keras3('Moveaxis', { source: 1, destination: -1 }, {}, [3, 8, 9]),
      { kind: 'permute', order: [1, 2, 0] },
      [8, 9, 3],
    );
    assertOpaque(keras3('Transpose', { axes: [1, 0, 2] }, {}, X), null);
    assertOpaque(keras3('Swapaxes', { axis1: 0, axis2: 1 }, {}, X), null);
  });

  it('join', () => {
    assertOperation(keras2('concat', { axis: -1 }, X, X), { kind: 'concatenate', axis: 1 }, [4, 12]);
    assertOperation(keras3('Concatenate', { axis: 1 }, {}, X, X), { kind: 'concatenate', axis: 0 }, [8, 6]);
    assertOpaque(keras2('stack', { axis: 1 }, X, X), [2, 4, 6]);
    assertOpaque(keras3('Stack', { axis: -1 }, {}, X, X, X), [4, 6, 3]);
  });

  it('multiply matrices along one axis', () => {
    const product = keras2('linalg.matmul', { transpose_b: true }, X, X);
    assertOperation(product, { kind: 'dot', axes: [1, 1], normalize: false }, [4, 4]);
    assertOperation(keras3('Matmul', {}, {}, X, [6, 4]), { kind: 'dot', axes: [1, 0], normalize: false }, [4, 4]);
    assertOpaque(keras3('Matmul', {}, {}, [2, 4, 6], [2, 6, 3]), [2, 4, 3]);
  });

  it('sum products by letters', () => {
    const sum = (subscripts: string, ...inputs: readonly Shape[]) => keras3('Einsum', { subscripts }, {}, ...inputs);
    assertOperation(sum('bij,bkj->bik', X, [5, 6]), { kind: 'dot', axes: [1, 1], normalize: false }, [4, 5]);
    assertOpaque(sum('bij,bkj->bki', X, [5, 6]), [5, 4]);
    assertOpaque(sum('bhij,bhjk->bhik', [2, 4, 6], [2, 6, 3]), [2, 4, 3]);
    assertOpaque(sum('bij->ij', X), null);
    assertOpaque(sum('bij,bkj->bik', X, [5, 7]), null);
  });

  it('pad with zeros around places', () => {
    const around = { kind: 'zeroPadding', amounts: [[1, 2]], channels: 'last' } as const;
    const paddings = [
      [0, 0],
      [1, 2],
      [0, 0],
    ];
    assertOperation(keras2('compat.v1.pad', { paddings, mode: 'CONSTANT', constant_values: 0 }, X), around, [7, 6]);
    assertOperation(keras3('Pad', { pad_width: paddings, mode: 'constant' }, {}, X), around, [7, 6]);
    assertOpaque(keras3('Pad', { pad_width: paddings, mode: 'reflect' }, {}, X), [7, 6]);
    assertOpaque(keras3('Pad', { pad_width: paddings }, { constant_values: 1 }, X), [7, 6]);
  });

  it('repeat', () => {
    assertOpaque(keras2('tile', { multiples: [1, 2, 1] }, X), [8, 6]);
    assertOpaque(keras3('Repeat', { repeats: 2, axis: 2 }, {}, X), [4, 12]);
    assertOpaque(keras3('Tile', { repeats: [2, 1, 1] }, {}, X), null);
  });

  it('resize by whole factors as up-sampling does', () => {
    const doubled = { kind: 'upSampling', factors: [2, 2], interpolation: 'bilinear', channels: 'last' } as const;
    assertOperation(keras2('image.resize', { size: [16, 16] }, [8, 8, 3]), doubled, [16, 16, 3]);
    const nearest = { size: [16, 24], interpolation: 'nearest', data_format: 'channels_last' };
    assertOperation(
      keras3('Resize', nearest, {}, [8, 8, 3]),
      { ...doubled, factors: [2, 3], interpolation: 'nearest' },
      [16, 24, 3],
    );
    assertOpaque(keras3('Resize', { size: [9, 9] }, {}, [8, 8, 3]), [9, 9, 3]);
  });
});
