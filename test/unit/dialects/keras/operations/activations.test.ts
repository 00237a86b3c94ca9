import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../../src/dialects/dialect.ts';
import type { Activation } from '../../../../../src/model/activation.ts';
import { assertUncovered, keras2, keras3, X } from './uses.ts';

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
    assertUncovered(keras3('Maximum', {}, { 1: 1 }, X), 'Maximum');
    assert.deepEqual(own(keras2('clip_by_value', { clip_value_min: 0, clip_value_max: 6 }, X)), { name: 'relu6' });
    assert.deepEqual(own(keras3('Clip', { x_min: 0, x_max: 6 }, {}, X)), { name: 'relu6' });
    assertUncovered(keras3('Clip', { x_min: 0, x_max: 1 }, {}, X), 'Clip');
  });

  it('are unknown where their moments are', () => {
    assertUncovered(keras2('math.sqrt', {}, X), 'math.sqrt');
    assertUncovered(keras3('Celu', {}, {}, X), 'Celu');
    assertUncovered(keras2('math.pow', { y: 2 }, X), 'math.pow');
  });
});
