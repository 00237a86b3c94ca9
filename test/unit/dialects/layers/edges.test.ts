import assert from 'node:assert/strict';
import { dialects } from '../../../../src/dialects/index.ts';
import type { DialectId } from '../../../../src/model/graph.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function shape(id: DialectId, className: string, options: Options, input: Shape): Shape | null {
  return dialects[id].readLayer(declare(className, options), [input], 'json').outputShape;
}

describe('cropping', () => {
  it('takes as much off by default as Keras does: nothing of images, else 1 at each end', () => {
    assert.deepEqual(shape('keras3', 'Cropping1D', {}, [4, 5]), [2, 5]);
    assert.deepEqual(shape('keras3', 'Cropping2D', {}, [4, 5, 6]), [4, 5, 6]);
    assert.deepEqual(shape('keras2', 'Cropping3D', {}, [4, 5, 6, 7]), [2, 3, 4, 7]);
  });

  it('must be told how much in TensorFlow.js', () => {
    const { unknowns } = dialects.tfjs.readLayer(declare('cropping2D'), [[4, 5, 6]], 'code');
    assert.deepEqual(
      unknowns.map(({ what }) => what),
      ['`cropping` is missing: 1 is assumed.'],
    );
  });

  it('takes one amount, one a dimension, or both ends of each', () => {
    assert.deepEqual(shape('keras3', 'Cropping2D', { cropping: 1 }, [4, 5, 6]), [2, 3, 6]);
    assert.deepEqual(shape('keras3', 'Cropping2D', { cropping: [1, 2] }, [4, 5, 6]), [2, 1, 6]);
    assert.deepEqual(shape('keras3', 'Cropping1D', { cropping: [3, 0] }, [4, 5]), [1, 5]);
    const cropping = [
      [1, 0],
      [0, 2],
      [1, 1],
    ];
    assert.deepEqual(shape('keras3', 'Cropping3D', { cropping }, [4, 6, 5, 2]), [3, 4, 3, 2]);
    const first = { cropping: 1, data_format: 'channels_first' };
    assert.deepEqual(shape('keras3', 'Cropping2D', first, [6, 4, 5]), [6, 2, 3]);
  });

  it('has no shape where nothing is left', () => {
    assert.equal(shape('keras3', 'Cropping1D', { cropping: 2 }, [4, 5]), null);
  });
});

describe('padding a sequence', () => {
  it('knows channels that come first in Keras 3 only', () => {
    const options = { padding: 2, data_format: 'channels_first' };
    assert.deepEqual(shape('keras3', 'ZeroPadding1D', options, [4, 5]), [4, 9]);
    assert.deepEqual(shape('keras2', 'ZeroPadding1D', { padding: 2 }, [4, 5]), [8, 5]);
    const { problems } = dialects.keras2.readLayer(declare('ZeroPadding1D', options), [[4, 5]], 'code');
    assert.equal(problems.length, 1);
  });
});

describe('up-sampling', () => {
  it('doubles by default and repeats what is nearest', () => {
    assert.deepEqual(shape('keras3', 'UpSampling1D', {}, [4, 5]), [8, 5]);
    assert.deepEqual(shape('keras3', 'UpSampling3D', {}, [4, 5, 6, 7]), [8, 10, 12, 7]);
    const { operation } = dialects.keras3.readLayer(declare('UpSampling2D'), [[4, 5, 6]], 'json');
    assert.deepEqual(operation, { kind: 'upSampling', factors: [2, 2], interpolation: 'nearest', channels: 'last' });
  });

  it('keeps the method of interpolation', () => {
    for (const interpolation of ['bilinear', 'bicubic', 'lanczos5', 'mitchellcubic']) {
      const { operation } = dialects.keras3.readLayer(declare('UpSampling2D', { interpolation }), [[4, 5, 6]], 'json');
      assert.ok(operation.kind === 'upSampling' && operation.interpolation === interpolation, interpolation);
    }
  });
});

describe('rearranging', () => {
  it('permutes all dimensions, each of them once', () => {
    const { operation, outputShape } = dialects.keras3.readLayer(
      declare('Permute', { dims: [3, 1, 2] }),
      [[4, 5, 6]],
      'json',
    );
    assert.deepEqual([operation, outputShape], [{ kind: 'permute', order: [2, 0, 1] }, [6, 4, 5]]);
    assert.equal(shape('keras3', 'Permute', { dims: [1, 1, 2] }, [4, 5, 6]), null);
    assert.equal(shape('keras3', 'Permute', { dims: [2, 1] }, [4, 5, 6]), null);
  });

  it('repeats vectors only', () => {
    assert.deepEqual(shape('keras3', 'RepeatVector', { n: 3 }, [5]), [3, 5]);
    assert.equal(shape('keras3', 'RepeatVector', { n: 3 }, [5, 2]), null);
  });

  it('reshapes to as many elements', () => {
    assert.deepEqual(shape('keras3', 'Reshape', { target_shape: [-1, 3] }, [4, 6]), [8, 3]);
    assert.deepEqual(shape('keras3', 'Reshape', { target_shape: [-1] }, [4, 6]), [24]);
    assert.deepEqual(shape('keras3', 'Reshape', { target_shape: [] }, [1]), []);
    assert.equal(shape('keras3', 'Reshape', { target_shape: [5, 5] }, [4, 6]), null);
    const open = { name: 'width', assumed: 28 };
    assert.deepEqual(shape('keras3', 'Reshape', { target_shape: [5, 5] }, [open]), [5, 5]);
  });
});
