import assert from 'node:assert/strict';
import { dialects } from '../../../../../src/dialects/index.ts';
import type { Shape } from '../../../../../src/model/shape.ts';
import { declareUse, type Plain } from '../../declare.ts';
import { assertOpaque, assertOperation, checked, keras2, keras3, type Values, X } from './uses.ts';

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

  it('normalise, with factors of their own or without', () => {
    const plain = { kind: 'layerNormalization', axes: [1], epsilon: 1e-7, scale: false, center: false } as const;
    assertOperation(keras3('LayerNorm', { axis: -1, epsilon: null, rms_scaling: false }, {}, X), plain, X);
    const rms = { kind: 'rmsNormalization', axes: [1], epsilon: 1e-5, scale: false } as const;
    assertOperation(keras3('RMSNorm', { axis: -1, epsilon: 1e-5 }, {}, X), rms, X);
    assertOpaque(keras3('LayerNorm', { axis: -1 }, {}, X, [6], [6]), X);
  });

  it('gate one half by the other', () => {
    assertOpaque(keras3('Glu', { axis: -1 }, {}, X), [4, 3]);
    assertOpaque(keras3('Glu', { axis: 1 }, {}, X), [2, 6]);
  });

  it('pool as functions of TensorFlow are told', () => {
    const same = keras2('nn.max_pool2d', { ksize: 2, strides: 2, padding: 'SAME' }, [9, 8, 3]);
    assert.ok(same.operation.kind === 'pooling' && same.operation.pool === 'max');
    assert.deepEqual(same.outputShape, [5, 4, 3]);
    const first = { ksize: 3, strides: 1, padding: 'VALID', data_format: 'NCHW' };
    assert.deepEqual(keras2('nn.avg_pool2d', first, [3, 9, 8]).outputShape, [3, 7, 6]);
    assertOpaque(keras2('nn.max_pool2d', { ksize: 2 }, X), null);
  });

  it('have a name and a shape where they are not covered', () => {
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
