import assert from 'node:assert/strict';
import { countsOf, figure, percentage, powerOfTen } from '../../../webview/figures.ts';

describe('figures for people', () => {
  it('have two digits, with an exponent where a plain number would be long', () => {
    const cases: readonly [number, string][] = [
      [0, '0'],
      [1, '1'],
      [0.9, '0.9'],
      [0.7361, '0.74'],
      [12.4, '12'],
      [1234, '1200'],
      [9999, '1e4'],
      [0.01, '0.01'],
      [0.00994, '9.9e-3'],
      [1.2345e-4, '1.2e-4'],
      [6.7e10, '6.7e10'],
      [-0.5, '-0.5'],
      [Number.POSITIVE_INFINITY, '∞'],
      [Number.NaN, 'not a number'],
    ];
    for (const [value, text] of cases) assert.equal(figure(value), text);
  });

  it('say one number, or between which they are', () => {
    assert.equal(countsOf([32, 32]), '32');
    assert.equal(countsOf([1024, 12, 32]), '12 to 1,024');
  });

  it('name shares and powers', () => {
    assert.equal(percentage(0.456), '46%');
    assert.equal(powerOfTen(-12), '10⁻¹²');
    assert.equal(powerOfTen(3), '10³');
  });
});
