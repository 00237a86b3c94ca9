import assert from 'node:assert/strict';
import {
  CAMEL_CASE_OPTIONS,
  CAMEL_CASED_OPTIONS,
  camelCase,
  SNAKE_CASE_OPTIONS,
  snakeCase,
} from '../../../src/dialects/naming.ts';

describe('naming', () => {
  it('turns snake case into camel case and leaves what has no underscore', () => {
    assert.deepEqual(['kernel_initializer', 'he_normal', 'HeNormal', 'relu', 'a__b', 'trailing_'].map(camelCase), [
      'kernelInitializer',
      'heNormal',
      'HeNormal',
      'relu',
      'aB',
      'trailing',
    ]);
  });

  it('turns camel case into the snake case that Keras writes', () => {
    assert.deepEqual(['kernelInitializer', 'HeNormal', 'useBias', 'units', 'leCunNormal'].map(snakeCase), [
      'kernel_initializer',
      'he_normal',
      'use_bias',
      'units',
      'le_cun_normal',
    ]);
  });

  it('reads a written key as the surface does', () => {
    const keys = ['kernelSize', 'kernel_size'];
    assert.deepEqual(keys.map(CAMEL_CASE_OPTIONS.read), ['kernelSize', 'kernel_size']);
    assert.deepEqual(keys.map(CAMEL_CASED_OPTIONS.read), ['kernelSize', 'kernelSize']);
    assert.deepEqual(keys.map(SNAKE_CASE_OPTIONS.read), [null, 'kernelSize']);
  });
});
