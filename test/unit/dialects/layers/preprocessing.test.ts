import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { type Shape, size } from '../../../../src/model/shape.ts';
import { declare, declareParsed, type Plain } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;
type Id = 'keras2' | 'keras3';

function read(className: string, options: Options, input: Shape, id: Id = 'keras3'): LayerTraits {
  return dialects[id].readLayer(declare(className, options), [input], 'json');
}

/** Of a layer that is not looked into, and says why. */
function shape(className: string, options: Options, input: Shape, id: Id = 'keras3'): Shape | null {
  const { operation, outputShape } = read(className, options, input, id);
  assert.ok(operation.kind === 'opaque' && operation.reason.endsWith('.'), className);
  return outputShape;
}

/** Shapes as Keras 2.15 and 3.12 tell them. */
describe('layers that encode', () => {
  it('make indicators of categories', () => {
    assert.deepEqual(shape('CategoryEncoding', { num_tokens: 7 }, [4]), [7]);
    assert.deepEqual(shape('CategoryEncoding', { num_tokens: 7, output_mode: 'one_hot' }, [1]), [7]);
    assert.deepEqual(shape('CategoryEncoding', { num_tokens: 7, output_mode: 'one_hot' }, [4]), [4, 7]);
    assert.deepEqual(shape('CategoryEncoding', { num_tokens: 7, output_mode: 'count' }, [4, 1]), [4, 7]);
    assert.equal(shape('CategoryEncoding', {}, [4]), null);
  });

  it('number bins, hashes and words, or indicate them', () => {
    for (const id of ['keras2', 'keras3'] as const) {
      assert.deepEqual(shape('Hashing', { num_bins: 3 }, [4], id), [4]);
      assert.deepEqual(shape('Hashing', { num_bins: 3, output_mode: 'multi_hot' }, [4], id), [3]);
      assert.deepEqual(shape('Discretization', { bin_boundaries: [0, 1, 2] }, [4], id), [4]);
      const words = { vocabulary: ['a', 'b'] };
      assert.deepEqual(shape('StringLookup', words, [4], id), [4]);
      assert.deepEqual(shape('StringLookup', { ...words, output_mode: 'count' }, [4], id), [3]);
      const padded = { vocabulary: [1, 2, 3], max_tokens: 10, pad_to_max_tokens: true, output_mode: 'multi_hot' };
      assert.deepEqual(shape('IntegerLookup', padded, [4], id), [10]);
      assert.equal(shape('IntegerLookup', { output_mode: 'multi_hot' }, [4], id), null);
    }
  });

  it('make a text a row of words, as long as is written', () => {
    assert.deepEqual(shape('TextVectorization', { output_sequence_length: 5 }, [1]), [5]);
    assert.equal(shape('TextVectorization', {}, [1]), null);
    const counts = { vocabulary: ['a', 'b'], output_mode: 'multi_hot' };
    assert.deepEqual(shape('TextVectorization', counts, [1]), [3]);
  });
});

describe('layers that prepare images', () => {
  it('resize and cut', () => {
    const size_ = { height: 3, width: 4 };
    for (const name of ['Resizing', 'CenterCrop', 'RandomCrop']) {
      assert.deepEqual(shape(name, size_, [8, 9, 2]), [3, 4, 2], name);
      assert.deepEqual(shape(name, { ...size_, data_format: 'channels_first' }, [2, 8, 9]), [2, 3, 4], name);
      assert.equal(shape(name, size_, [8]), null, name);
    }
  });

  it('keep the shape where they only change colours or places', () => {
    for (const name of ['RandomFlip', 'RandomContrast', 'AugMix', 'CutMix', 'Solarization', 'RandomShear']) {
      assert.deepEqual(shape(name, {}, [8, 9, 3]), [8, 9, 3], name);
    }
  });

  it('assume the size that Keras 2 draws anew for every batch', () => {
    const { outputShape, unknowns } = read('RandomHeight', { factor: 0.2 }, [8, 9, 2], 'keras2');
    assert.deepEqual(outputShape, [{ name: 'height', assumed: 8 }, 9, 2]);
    assert.deepEqual(
      unknowns.map(({ name, assumed }) => [name, assumed]),
      [['height', 8]],
    );
  });

  it('do one after another in a pipeline', () => {
    const pipeline = {
      class_name: 'Pipeline',
      config: {
        layers: [
          { class_name: 'Rescaling', config: { scale: 0.5 } },
          { class_name: 'Resizing', config: { height: 5, width: 7 } },
        ],
      },
    };
    const traits = dialects.keras3.readLayer(declareParsed(pipeline), [[4, 6, 3]], 'json');
    assert.deepEqual(traits.outputShape, [5, 7, 3]);
    assert.deepEqual(
      traits.parts.map(({ name, traits: part }) => [name, part.className, part.outputShape]),
      [
        ['layer_1', 'Rescaling', [4, 6, 3]],
        ['layer_2', 'Resizing', [5, 7, 3]],
      ],
    );
  });
});

describe('layers that hear', () => {
  it('have the real and the imaginary kernel of a Fourier transform', () => {
    const count = (options: Options) =>
      read('STFTSpectrogram', options, [2000, 1]).weights.map(({ shape: found }) => found.map(size));
    assert.deepEqual(count({}), [
      [256, 1, 129],
      [256, 1, 129],
    ]);
    assert.deepEqual(count({ mode: 'real', frame_length: 100 }), [[100, 1, 65]]);
  });

  it('slide over the samples', () => {
    assert.deepEqual(shape('STFTSpectrogram', {}, [2000, 1]), [14, 129]);
    const frames = { mode: 'stft', frame_length: 100, frame_step: 30 };
    assert.deepEqual(shape('STFTSpectrogram', frames, [2000, 1]), [64, 130]);
    assert.deepEqual(shape('STFTSpectrogram', { expand_dims: true, padding: 'same' }, [2000, 2]), [16, 129, 2]);
    assert.equal(shape('STFTSpectrogram', {}, [200, 1]), null);
    assert.deepEqual(shape('MelSpectrogram', {}, [16000]), [128, 32]);
  });
});

describe('layers whose code does not stand in the file', () => {
  it('have the output shape that is written', () => {
    assert.deepEqual(shape('Lambda', { output_shape: [3, 4] }, [8]), [3, 4]);
    assert.equal(shape('Lambda', { output_shape: [null, 4] }, [8]), null);
    assert.equal(shape('Lambda', {}, [8]), null);
    for (const name of ['TFSMLayer', 'JaxLayer', 'FlaxLayer', 'TorchModuleWrapper', 'MaxNumBoundingBoxes']) {
      assert.equal(shape(name, {}, [8]), null, name);
    }
  });
});
