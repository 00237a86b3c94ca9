import assert from 'node:assert/strict';
import { averagedSpread, logNormalBand } from '../../../src/theory/band.ts';

describe('logNormalBand', () => {
  it('has the quantiles of a log-normal distribution of that mean', () => {
    const { median, low, high } = logNormalBand(2, 0.25);
    // median = mean e^(-v/2); 5% and 95% lie 1.6449 deviations of the logarithm away.
    assert.ok(Math.abs(median - 2 * Math.exp(-0.125)) < 1e-12);
    assert.ok(Math.abs(Math.log(high / median) - 0.5 * 1.6448536269514722) < 1e-12);
    assert.ok(Math.abs(high * low - median ** 2) < 1e-12);
  });

  it('is a point without spread', () => {
    assert.deepEqual(logNormalBand(3, 0), { median: 3, low: 3, high: 3 });
  });
});

describe('averagedSpread', () => {
  it('averages out what examples do not share', () => {
    const spread = averagedSpread({ own: 0.3, shared: 0.1 }, { own: 0.2, shared: 0.1 }, 10);
    assert.ok(Math.abs(spread - (0.2 + 0.3 / 10)) < 1e-12);
  });
});
