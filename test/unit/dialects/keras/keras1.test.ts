import assert from 'node:assert/strict';
import { dialects } from '../../../../src/dialects/index.ts';
import { sizes } from '../../../../src/model/shape.ts';
import { declareParsed } from '../declare.ts';

function read(className: string, config: object, ...inputs: number[][]) {
  return dialects.keras2.readLayer(declareParsed({ class_name: className, config }), inputs, 'json');
}

describe('layers as Keras 1 saved them', () => {
  it('are read as those of Keras 2', () => {
    const old = {
      nb_filter: 6,
      nb_row: 3,
      nb_col: 2,
      border_mode: 'same',
      subsample: [2, 1],
      dim_ordering: 'th',
      init: 'he_normal',
    };
    const now = {
      filters: 6,
      kernel_size: [3, 2],
      padding: 'same',
      strides: [2, 1],
      data_format: 'channels_first',
      kernel_initializer: 'he_normal',
    };
    const [ours, theirs] = [read('Convolution2D', old, [5, 9, 8]), read('Conv2D', now, [5, 9, 8])];
    assert.deepEqual(ours.operation, theirs.operation);
    assert.deepEqual(ours.outputShape, theirs.outputShape);
    assert.deepEqual(
      ours.weights.map(({ shape, fans, initializer }) => ({ shape, fans, spec: initializer.spec })),
      theirs.weights.map(({ shape, fans, initializer }) => ({ shape, fans, spec: initializer.spec })),
    );
    assert.deepEqual(ours.problems, []);
  });

  it('keep their own names of options for findings and edits', () => {
    const { weights, problems } = read('LSTM', { output_dim: 3, init: 'he_norma', inner_init: 'orthogonal' }, [6, 5]);
    assert.deepEqual(
      weights.map(({ option }) => option),
      ['init', 'inner_init', 'bias_initializer'],
    );
    assert.deepEqual(
      problems.map((problem) => (problem.kind === 'unknownName' ? problem.option : problem)),
      ['init'],
    );
  });

  it('are told from layers of Keras 2, whose options of the same name stay what they are', () => {
    assert.deepEqual(read('Dense', { units: 3, output_dim: 4 }, [5]).outputShape, [3]);
    assert.deepEqual(read('Dense', { output_dim: 4, init: 'zero' }, [5]).outputShape, [4]);
    const embedding = read('Embedding', { input_dim: 9, output_dim: 4, init: 'uniform' }, [6]);
    assert.deepEqual(embedding.outputShape, [6, 4]);
  });

  it('are read within wrappers', () => {
    const layer = {
      class_name: 'GRU',
      config: { output_dim: 3, inner_init: 'orthogonal', inner_activation: 'sigmoid' },
    };
    const { parts, outputShape } = read('Bidirectional', { layer, merge_mode: 'concat' }, [6, 5]);
    assert.deepEqual(outputShape, [6]);
    for (const { traits } of parts) {
      assert.ok(traits.operation.kind === 'recurrent' && traits.operation.cell.kind === 'gru');
      assert.equal(traits.operation.cell.resetAfter, false);
    }
  });

  it('become layers that Keras 2 split them into, or say that there is none', () => {
    const kind = (mode: string) => read('Merge', { mode, concat_axis: 1, dot_axes: 1 }, [4], [4]).operation.kind;
    assert.deepEqual(['sum', 'ave', 'concat', 'cos'].map(kind), ['add', 'merge', 'concatenate', 'dot']);
    const joined = read('Merge', { mode: 'concat', concat_axis: 1 }, [4], [3]);
    assert.deepEqual(joined.outputShape && sizes(joined.outputShape), [7]);
    const maxout = read('MaxoutDense', { output_dim: 8, init: 'glorot_uniform' }, [4]);
    assert.equal(maxout.operation.kind, 'opaque');
    assert.deepEqual(maxout.outputShape, [8]);
  });
});
