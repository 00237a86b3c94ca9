import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { Activation } from '../../../../src/model/activation.ts';
import type { Operation } from '../../../../src/model/operation.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declareUse, object, type Plain } from '../declare.ts';

/** Uses of operations as Keras 2.15 (`TFOpLambda`) and 3.12 (nodes of `keras.ops`) save them, with the shapes they tell. */

type Values = Readonly<Record<string, Plain>>;

function keras2(name: string, handedOver: Values, ...inputs: readonly Shape[]): LayerTraits {
  const className = name === '__operators__.getitem' ? 'SlicingOpLambda' : 'TFOpLambda';
  const module = 'keras.src.layers.core.tf_op_layer';
  const declaration = declareUse(className, module, { name: `tf.${name}`, function: name }, handedOver);
  return checked(dialects.keras2.readLayer(declaration, inputs, 'json'));
}

function keras3(name: string, config: Values, handedOver: Values, ...inputs: readonly Shape[]): LayerTraits {
  const declaration = declareUse(name, 'keras.src.ops.numpy', { name: 'op', ...config }, handedOver);
  return checked(dialects.keras3.readLayer(declaration, inputs, 'json'));
}

function checked(traits: LayerTraits): LayerTraits {
  assert.deepEqual([traits.problems, traits.unknowns, traits.weights], [[], [], []]);
  return traits;
}

const X: Shape = [4, 6];

function assertOperation({ operation, outputShape }: LayerTraits, expected: Operation, shape: Shape): void {
  assert.deepEqual(operation, expected);
  assert.deepEqual(outputShape, shape);
}

/** Not looked into, with a sentence and the shape. */
function assertOpaque({ operation, outputShape }: LayerTraits, shape: Shape | null): void {
  assert.ok(operation.kind === 'opaque', operation.kind);
  assert.match(operation.reason, /\.$/);
  assert.deepEqual(outputShape, shape);
}

describe('arithmetic of tensors', () => {
  it('of two tensors is a merge', () => {
    assertOperation(keras2('__operators__.add', { name: null }, X, X), { kind: 'add' }, X);
    assertOperation(keras3('Add', {}, {}, X, [6]), { kind: 'add' }, X);
    assertOperation(keras2('math.multiply', {}, X, X), { kind: 'merge', how: 'multiply' }, X);
    assertOperation(keras3('Subtract', {}, {}, X, X), { kind: 'merge', how: 'subtract' }, X);
    assertOperation(keras3('Maximum', {}, {}, X, X), { kind: 'merge', how: 'maximum' }, X);
    assertOperation(keras2('math.minimum', {}, X, X), { kind: 'merge', how: 'minimum' }, X);
    assertOpaque(keras3('Divide', {}, {}, X, X), X);
  });

  it('of a tensor and a number is a rescaling, whichever comes first', () => {
    const rescaling = (scale: number, offset: number) => ({ kind: 'rescaling', scale, offset }) as const;
    assertOperation(keras2('math.multiply', { y: 2 }, X), rescaling(2, 0), X);
    assertOperation(keras2('math.multiply', { 0: 2 }, X), rescaling(2, 0), X);
    assertOperation(keras3('Multiply', {}, { 1: 0.5 }, X), rescaling(0.5, 0), X);
    assertOperation(keras3('Add', {}, { 1: 3 }, X), rescaling(1, 3), X);
    assertOperation(keras3('Subtract', {}, { 1: 3 }, X), rescaling(1, -3), X);
    assertOperation(keras3('Subtract', {}, { 0: 3 }, X), rescaling(-1, 3), X);
    assertOperation(keras2('math.truediv', { y: 4 }, X), rescaling(0.25, 0), X);
    assertOperation(keras3('Negative', {}, {}, X), rescaling(-1, 0), X);
    assertOpaque(keras2('math.truediv', { 0: 4 }, X), X);
    assertOpaque(keras3('Divide', {}, { 1: 0 }, X), X);
  });

  it('of a tensor and a tensor that is written out takes that for a number if it is one', () => {
    const constant = (value: Plain) => object('__tensor__', { value, dtype: 'float32' });
    assertOperation(keras3('Add', {}, { 1: constant([[3]]) }, X), { kind: 'rescaling', scale: 1, offset: 3 }, X);
    assertOpaque(keras3('Add', {}, { 1: constant([[1, 2, 3]]) }, X), X);
    assertOpaque(keras2('nn.bias_add', { bias: [-103.9, -116.8], data_format: 'NHWC' }, [8, 8, 2]), [8, 8, 2]);
  });

  it('says so where an operand cannot be read', () => {
    const traits = keras3('Multiply', {}, {}, X);
    assert.ok(traits.operation.kind === 'opaque');
    assert.match(traits.operation.reason, /^One of its operands cannot be read/);
  });
});

describe('functions of tensors that are activations', () => {
  const own = ({ operation, ownActivation }: LayerTraits): Activation | null => {
    assert.equal(operation.kind, 'activation');
    return ownActivation;
  };

  it('go by the names of either version, with their own defaults', () => {
    assert.deepEqual(own(keras2('nn.relu', { name: null }, X)), { name: 'relu' });
    assert.deepEqual(own(keras3('Relu', {}, {}, X)), { name: 'relu' });
    assert.deepEqual(own(keras2('nn.gelu', {}, X)), { name: 'gelu', approximate: false });
    assert.deepEqual(own(keras3('Gelu', {}, {}, X)), { name: 'gelu', approximate: true });
    assert.deepEqual(own(keras2('nn.leaky_relu', {}, X)), { name: 'leakyRelu', slope: 0.2 });
    assert.deepEqual(own(keras2('nn.leaky_relu', { alpha: 0.1 }, X)), { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(own(keras3('LeakyRelu', { negative_slope: 0.1 }, {}, X)), { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(own(keras2('math.sigmoid', {}, X)), { name: 'sigmoid' });
    assert.deepEqual(own(keras3('HardSigmoid', {}, {}, X)), { name: 'hardSigmoid', slope: 1 / 6 });
    assert.deepEqual(own(keras3('Elu', { alpha: 0.5 }, {}, X)), { name: 'elu', alpha: 0.5 });
    assert.deepEqual(own(keras2('identity', {}, X)), { name: 'linear' });
  });

  it('are a softmax along the last axis only', () => {
    assert.deepEqual(own(keras2('nn.softmax', {}, X)), { name: 'softmax' });
    assert.deepEqual(own(keras3('Softmax', { axis: 2 }, {}, X)), { name: 'softmax' });
    assert.equal(own(keras3('LogSoftmax', { axis: 1 }, {}, X))?.name, 'unknown');
  });

  it('are what a maximum with 0 or a cut from 0 to 6 amounts to', () => {
    assert.deepEqual(own(keras3('Maximum', {}, { 1: 0 }, X)), { name: 'relu' });
    assertOpaque(keras3('Maximum', {}, { 1: 1 }, X), X);
    assert.deepEqual(own(keras2('clip_by_value', { clip_value_min: 0, clip_value_max: 6 }, X)), { name: 'relu6' });
    assert.deepEqual(own(keras3('Clip', { x_min: 0, x_max: 6 }, {}, X)), { name: 'relu6' });
    assertOpaque(keras3('Clip', { x_min: 0, x_max: 1 }, {}, X), X);
  });
});

describe('reductions', () => {
  const pooling = (pool: 'max' | 'average', rank: 1 | 2 | 3, channels: 'last' | 'first', keepDimensions: boolean) =>
    ({ kind: 'globalPooling', pool, rank, channels, keepDimensions }) as const;

  it('over all places are global pooling', () => {
    assertOperation(keras2('math.reduce_mean', { axis: 1 }, X), pooling('average', 1, 'last', false), [6]);
    assertOperation(
      keras2('math.reduce_mean', { axis: [1, 2], keepdims: true }, [8, 9, 3]),
      pooling('average', 2, 'last', true),
      [1, 1, 3],
    );
    assertOperation(keras3('Max', { axis: [2, 3] }, {}, [3, 8, 9]), pooling('max', 2, 'first', false), [3]);
    assertOperation(keras3('Mean', { axis: -1 }, {}, X), pooling('average', 1, 'first', false), [4]);
  });

  it('otherwise have a shape only', () => {
    assertOpaque(keras2('math.reduce_sum', { axis: -1 }, X), [4]);
    assertOpaque(keras3('Mean', { axis: 2 }, {}, [8, 9, 3]), [8, 3]);
    assertOpaque(keras3('Sum', { axis: 1, keepdims: true }, {}, X), [1, 6]);
    assertOpaque(keras3('Mean', { axis: null }, {}, X), null);
    assertOpaque(keras3('Mean', { axis: 0 }, {}, X), null);
  });
});

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
    assertOperation(
      keras2('einsum', { 0: 'bij,bkj->bik' }, X, [5, 6]),
      { kind: 'dot', axes: [1, 1], normalize: false },
      [4, 5],
    );
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
    const doubled = { kind: 'upSampling', factors: [2, 2], interpolation: 'smooth', channels: 'last' } as const;
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

describe('slices', () => {
  const slice = (start: number | null, stop: number | null, step: number | null = null) => ({ start, stop, step });
  const whole = slice(null, null);
  const every = object('__ellipsis__');
  const sliced = (...items: readonly Plain[]) => keras2('__operators__.getitem', { slice_spec: items }, X);

  it('take a place away, a part, or add an axis', () => {
    assertOpaque(sliced(whole, 0), [6]);
    assertOpaque(sliced(whole, -1, whole), [6]);
    assertOpaque(sliced(whole, slice(1, 3), whole), [2, 6]);
    assertOpaque(sliced(whole, whole, slice(null, null, 2)), [4, 3]);
    assertOpaque(sliced(whole, slice(-3, null)), [3, 6]);
    assertOpaque(sliced(whole, slice(null, null, -1)), [4, 6]);
    assertOpaque(sliced(every, null), [4, 6, 1]);
    assertOpaque(sliced(every, 2), [4]);
    assertOpaque(sliced(whole, null, slice(0, 100)), [1, 4, 6]);
  });

  it('are objects of their own in Keras 3', () => {
    const made = (start: number | null, stop: number | null) => object('__slice__', { start, stop, step: null });
    const key = [made(null, null), made(1, 3)];
    assertOpaque(keras3('GetItem', {}, { 1: key }, X), [2, 6]);
  });

  it('of examples, or of what there is not, have no shape', () => {
    assertOpaque(sliced(0), null);
    assertOpaque(sliced(slice(0, 2)), null);
    assertOpaque(sliced(whole, 0, 0, 0), null);
    assertOpaque(keras3('GetItem', {}, {}, X), null);
  });

  it('split into parts of one size', () => {
    assertOpaque(keras2('split', { num_or_size_splits: 2, axis: -1 }, X), [4, 3]);
    assertOpaque(keras3('Split', { indices_or_sections: 4, axis: 1 }, {}, X), [1, 6]);
    assertOpaque(keras3('Split', { indices_or_sections: 5, axis: 1 }, {}, X), null);
  });
});

describe('other operations', () => {
  it('are layers that there are', () => {
    assertOperation(keras2('nn.dropout', { rate: 0.3 }, X), { kind: 'dropout', rate: 0.3, spatial: false }, X);
    assertOperation(keras2('math.l2_normalize', { axis: -1 }, X), { kind: 'unitNormalization', axes: [1] }, X);
    assertOperation(
      keras3('Normalize', { axis: -1, order: 2, epsilon: null }, {}, X),
      { kind: 'unitNormalization', axes: [1] },
      X,
    );
    const { operation, outputShape } = keras3(
      'MaxPool',
      { pool_size: 2, strides: null, padding: 'same' },
      {},
      [9, 8, 3],
    );
    assert.ok(operation.kind === 'pooling' && operation.pool === 'max');
    assert.deepEqual(
      [operation.window.strides, outputShape],
      [
        [2, 2],
        [5, 4, 3],
      ],
    );
  });

  it('have a name and a shape where they are not covered', () => {
    assertOpaque(keras3('Power', {}, { 1: 2 }, X), X);
    assertOpaque(keras3('Where', {}, {}, X, X, X), X);
    assertOpaque(keras2('one_hot', { depth: 5 }, X), [4, 6, 5]);
    assertOpaque(keras3('StopGradient', {}, {}, X), X);
    const { operation } = keras2('signal.fft', {}, X);
    assert.ok(operation.kind === 'opaque');
    assert.equal(operation.reason, 'The function `signal.fft` is not covered: the signal is taken to pass unchanged.');
  });

  it('stand as graph operations in files of TensorFlow 2.0, their constants by place', () => {
    const op = (nodeDef: Plain, constants: Values, ...inputs: readonly Shape[]) =>
      checked(
        dialects.keras2.readLayer(
          declareUse('TensorFlowOpLayer', 'keras.layers', { name: 'op', node_def: nodeDef, constants }, {}),
          inputs,
          'json',
        ),
      );
    assertOperation(op({ name: 'mul', op: 'Mul' }, { 1: 2 }, X), { kind: 'rescaling', scale: 2, offset: 0 }, X);
    assertOperation(op('{"name": "add", "op": "AddV2"}', {}, X, X), { kind: 'add' }, X);
    assert.deepEqual(op({ name: 'relu', op: 'Relu' }, {}, X).ownActivation, { name: 'relu' });
    assertOpaque(op({ name: 'x' }, {}, X), null);
  });

  it('are methods and properties by name', () => {
    for (const [className, config] of [
      ['ClassMethod', { class_method_name: 'from_row_lengths' }],
      ['InstanceMethod', { method_name: 'to_tensor' }],
      ['InstanceProperty', { attr_name: 'shape' }],
    ] as const) {
      const declaration = declareUse(className, 'keras.src.layers.core.tf_op_layer', config, {});
      const { operation } = dialects.keras2.readLayer(declaration, [X], 'json');
      assert.ok(operation.kind === 'opaque');
      assert.match(operation.reason, new RegExp(`\`${Object.values(config)[0]}\` of a tensor is not covered`));
    }
  });
});

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
