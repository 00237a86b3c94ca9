import assert from 'node:assert/strict';
import { factorBetween, figure } from '../../../src/advice/figure.ts';

describe('figure', () => {
  for (const [value, written] of [
    [0.386871, '0.39'],
    [7.524e-5, '7.5e-5'],
    [5e-4, '5e-4'],
    [0.01, '0.01'],
    [2, '2'],
    [570.3, '570'],
    [1000, '1e3'],
    [6.7e10, '6.7e10'],
    [0, '0'],
  ] as const) {
    it(`writes ${value} as ${written}`, () => assert.equal(figure(value), written));
  }
});

describe('factorBetween', () => {
  it('is the same in both directions, and infinite where nothing is left', () => {
    assert.ok(Math.abs(factorBetween(1, 4) - 4) < 1e-12);
    assert.ok(Math.abs(factorBetween(4, 1) - 4) < 1e-12);
    assert.equal(factorBetween(0, 1), Number.POSITIVE_INFINITY);
    assert.equal(factorBetween(Number.POSITIVE_INFINITY, 1), Number.POSITIVE_INFINITY);
  });
});
