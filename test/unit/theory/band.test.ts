import assert from 'node:assert/strict';
import { averagedSpread, bandOf, logNormalBand } from '../../../src/theory/band.ts';

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

describe('bandOf', () => {
  it('has the quantiles of a given law of that mean', () => {
    // Two equal halves, at -1 and 1: each weight is spread evenly over the step around its place.
    const sizes = { grid: { from: -1, step: 1, count: 3 }, weights: Float64Array.of(0.5, 0, 0.5) };
    const { low, median, high } = bandOf(Math.cosh(0.2), 0.04, sizes);
    assert.ok(Math.abs(Math.log(median) / 0.2 + 0.5) < 1e-12, `${median}`);
    assert.ok(Math.abs(Math.log(low) / 0.2 + 1.4) < 1e-12, `${low}`);
    assert.ok(Math.abs(Math.log(high) / 0.2 - 1.4) < 1e-12, `${high}`);
  });

  it('is log-normal where none is given, and a point without spread', () => {
    assert.deepEqual(bandOf(2, 0.25, null), logNormalBand(2, 0.25));
    const sizes = { grid: { from: -1, step: 1, count: 2 }, weights: Float64Array.of(0.5, 0.5) };
    assert.deepEqual(bandOf(3, 0, sizes), { median: 3, low: 3, high: 3 });
  });
});

describe('averagedSpread', () => {
  it('averages out what examples do not share', () => {
    const spread = averagedSpread({ own: 0.3, shared: 0.1 }, { own: 0.2, shared: 0.1 }, 10);
    assert.ok(Math.abs(spread - (0.2 + 0.3 / 10)) < 1e-12);
  });
});
