import assert from 'node:assert/strict';
import { object, type Plain } from '../../declare.ts';
import { assertOpaque, assertOperation, assertUncovered, keras2, keras3, X } from './uses.ts';

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
    assertUncovered(keras2('math.truediv', { 0: 4 }, X), 'math.truediv');
    assertUncovered(keras3('Divide', {}, { 1: 0 }, X), 'Divide');
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
