import assert from 'node:assert/strict';
import { alphaDropoutConstants } from '../../../src/model/alpha-dropout.ts';

/** Mean and second moment of a standardised input behind alpha dropout. */
function standardised(rate: number, dialect: 'tfjs' | 'keras3') {
  const { dropped, scale, shift } = alphaDropoutConstants(rate, dialect);
  const mean = rate * dropped;
  const second = 1 - rate + rate * dropped ** 2;
  return {
    mean: scale * mean + shift,
    second: scale ** 2 * second + 2 * scale * shift * mean + shift ** 2,
  };
}

describe('alphaDropoutConstants', () => {
  it('keep mean 0 and variance 1 in Keras', () => {
    const { mean, second } = standardised(0.3, 'keras3');
    assert.ok(Math.abs(mean) < 1e-12);
    assert.ok(Math.abs(second - 1) < 1e-12);
  });

  it('do not in TensorFlow.js, whose dropped value has the wrong sign', () => {
    assert.ok(standardised(0.3, 'tfjs').mean > 0.5);
  });
});
