import assert from 'node:assert/strict';
import { softmaxMoments } from '../../../src/theory/softmax-moments.ts';

describe('softmaxMoments', () => {
  it('is exact for equal logits', () => {
    const { second, fourth, backward } = softmaxMoments(10, 0);
    assert.ok(Math.abs(second - 1e-2) < 1e-9);
    assert.ok(Math.abs(fourth - 1e-4) < 1e-9);
    // (s_i (c_i - mean of c))^2 = (1/10)^2 (1 - 1/10)
    assert.ok(Math.abs(backward - 9e-3) < 1e-9);
  });

  it('ends at one winner for huge logits', () => {
    const { second, backward } = softmaxMoments(10, 1e6);
    // One class in ten is 1; ties within a few units of the winner remain at deviation 50.
    assert.ok(Math.abs(second - 0.1) < 0.01, `${second}`);
    assert.ok(backward < 0.01);
  });

  it('is the logistic function for two classes', () => {
    // s = sigmoid(z1 - z2), z1 - z2 ~ N(0, 2 v); E[s^2] by the trapezoidal rule over +-10 deviations.
    const variance = 1.7;
    const deviation = Math.sqrt(2 * variance);
    let second = 0;
    let slope = 0;
    for (let z = -10; z <= 10; z += 0.001) {
      const s = 1 / (1 + Math.exp(-deviation * z));
      const density = (0.001 * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      second += density * s * s;
      // (s (c1 - s c1 - (1 - s) c2))^2 = s^2 (1 - s)^2 (c1 - c2)^2, of mean 2 s^2 (1 - s)^2
      slope += density * 2 * (s * (1 - s)) ** 2;
    }
    const moments = softmaxMoments(2, variance);
    assert.ok(Math.abs(moments.second - second) < 1e-6, `${moments.second} for ${second}`);
    assert.ok(Math.abs(moments.backward - slope) < 1e-6, `${moments.backward} for ${slope}`);
  });
});
