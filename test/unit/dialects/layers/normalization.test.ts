import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function read(className: string, options: Options, input: Shape, id: 'keras2' | 'keras3' = 'keras3'): LayerTraits {
  return dialects[id].readLayer(declare(className, options), [input], 'json');
}

function weights({ weights: found }: LayerTraits): (readonly [string, Shape, string])[] {
  return found.map(({ role, shape, initializer }) => [role, shape, initializer.spec.name]);
}

describe('group normalisation', () => {
  it('has a scale and a shift for every channel, whatever the groups', () => {
    const traits = read('GroupNormalization', { groups: 3 }, [4, 6]);
    assert.deepEqual(weights(traits), [
      ['gamma', [6], 'ones'],
      ['beta', [6], 'zeros'],
    ]);
    assert.ok(traits.operation.kind === 'groupNormalization');
    const { groups, axis, epsilon } = traits.operation;
    assert.deepEqual([groups, axis, epsilon], [3, 1, 1e-3]);
  });

  it('makes a group of every channel for -1', () => {
    const traits = read('GroupNormalization', { groups: -1, axis: 1, scale: false }, [6, 4, 5]);
    assert.ok(traits.operation.kind === 'groupNormalization');
    assert.deepEqual([traits.operation.groups, traits.operation.axis], [6, 0]);
    assert.deepEqual(weights(traits), [['beta', [6], 'zeros']]);
  });
});

describe('normalisation by the root mean square', () => {
  it('has a scale of the shape of its axes', () => {
    const traits = read('RMSNormalization', { axis: [1, 2] }, [4, 6]);
    assert.deepEqual(weights(traits), [['scale', [4, 6], 'ones']]);
    assert.ok(traits.operation.kind === 'rmsNormalization');
    assert.equal(traits.operation.epsilon, 1e-6);
  });

  it('is what a layer normalisation does in Keras 3 if it is told so', () => {
    const options = { rms_scaling: true };
    assert.deepEqual(weights(read('LayerNormalization', options, [4, 6])), [['gamma', [6], 'ones']]);
    assert.equal(read('LayerNormalization', options, [4, 6]).operation.kind, 'rmsNormalization');
    assert.equal(read('LayerNormalization', options, [4, 6], 'keras2').operation.kind, 'layerNormalization');
  });
});

describe('normalisation by the statistics of data', () => {
  it('keeps mean, variance and a count, of the shape of its axes in their order', () => {
    const kept = (axis: Plain) =>
      weights(read('Normalization', { axis }, [4, 5])).map(([role, shape]) => [role, shape]);
    const expected = (shape: Shape) => [
      ['movingMean', shape],
      ['movingVariance', shape],
      ['state', []],
    ];
    assert.deepEqual(kept(-1), expected([5]));
    assert.deepEqual(kept([-1, -2]), expected([4, 5]));
    assert.deepEqual(kept(null), expected([]));
    assert.deepEqual(kept([]), expected([]));
  });

  it('is a rescaling where one mean and variance are given', () => {
    const { operation, weights: none } = read('Normalization', { mean: 3, variance: 4 }, [4, 5]);
    assert.deepEqual([operation, none], [{ kind: 'rescaling', scale: 0.5, offset: -1.5 }, []]);
    const inverse = read('Normalization', { mean: [3, 3], variance: [4, 4], invert: true }, [2]);
    assert.deepEqual(inverse.operation, { kind: 'rescaling', scale: 2, offset: 3 });
  });

  it('is not looked into where every element has its own', () => {
    const { operation, weights: none } = read('Normalization', { mean: [1, 2], variance: [4, 4] }, [2]);
    assert.ok(operation.kind === 'opaque');
    assert.deepEqual(none, []);
  });
});

describe('rescaling', () => {
  it('takes a number for all, or the same one for every channel', () => {
    assert.deepEqual(read('Rescaling', { scale: 2 }, [3]).operation, { kind: 'rescaling', scale: 2, offset: 0 });
    const channels = { scale: [2, 2, 2], offset: [-1, -1, -1] };
    assert.deepEqual(read('Rescaling', channels, [3]).operation, { kind: 'rescaling', scale: 2, offset: -1 });
    assert.equal(read('Rescaling', { scale: [2, 2, 3] }, [3]).operation.kind, 'opaque');
  });
});

describe('softmax', () => {
  const name = (axis: Plain, input: Shape) => read('Softmax', { axis }, input).ownActivation?.name;

  it('is known along the last axis, however that is written', () => {
    assert.equal(name(-1, [4, 5]), 'softmax');
    assert.equal(name([2], [4, 5]), 'softmax');
    assert.equal(name(1, [4, 5]), 'unknown');
    assert.equal(name([1, 2], [4, 5]), 'unknown');
  });
});
