import assert from 'node:assert/strict';
import { scalarFunction } from '../../../src/model/activation-function.ts';
import { leakyPairs } from '../../../src/theory/closed-pairs.ts';
import { correlationMap, pairMoment } from '../../../src/theory/pair-moments.ts';

function integrand(name: 'relu' | 'tanh' | 'silu' | 'linear') {
  const f = scalarFunction({ name });
  assert.ok(f !== null);
  return { value: f.value, kinks: f.kinks };
}

describe('pairMoment', () => {
  it('is the arc-cosine kernel for relu', () => {
    // Cho & Saul 2009, degree 1: (sin t + (pi - t) cos t) / (2 pi), t = arccos c.
    for (const c of [-0.9, -0.3, 0, 0.2, 0.7, 0.99, 0.9999]) {
      const t = Math.acos(c);
      const expected = (Math.sin(t) + (Math.PI - t) * Math.cos(t)) / (2 * Math.PI);
      assert.ok(Math.abs(pairMoment(integrand('relu'), 0, 1, c) - expected) < 1e-5, `at ${c}`);
    }
  });

  it('is mean^2 + covariance for the identity', () => {
    for (const covariance of [-1.5, 0, 0.4, 2]) {
      // The coarse panels promise 1e-5.
      assert.ok(Math.abs(pairMoment(integrand('linear'), 0.7, 2, covariance) - (0.49 + covariance)) < 1e-5);
    }
  });

  it('is E[h^2] for equal arguments and h(mean)^2 without variance', () => {
    assert.ok(Math.abs(pairMoment(integrand('tanh'), 0, 1, 1) - 0.394294) < 1e-6);
    assert.equal(pairMoment(integrand('tanh'), 1, 0, 0), Math.tanh(1) ** 2);
  });
});

describe('correlationMap', () => {
  it('agrees by expansion with the nested integrals', () => {
    for (const [name, same] of [
      ['tanh', 0.394294],
      ['silu', 0.355776],
    ] as const) {
      const map = correlationMap(integrand(name), 0, 1, same);
      for (const c of [-0.5, 0.1, 0.8, 0.999]) {
        // The expansion may leave 1e-4 of E[h^2] to its last term.
        assert.ok(Math.abs(map(c) - pairMoment(integrand(name), 0, 1, c)) < 1e-4 * same + 1e-6, `${name} at ${c}`);
      }
    }
  });
});

describe('leakyPairs', () => {
  it('are what the nested integrals give, for any slope and correlation', () => {
    for (const slope of [-0.5, 0, 0.1, 0.3]) {
      const closed = leakyPairs(slope);
      const f = (x: number) => (x > 0 ? x : slope * x);
      const d = (x: number) => (x > 0 ? 1 : slope);
      for (const [name, h] of [
        ['value', f],
        ['slope', d],
        ['valueSquare', (x: number) => f(x) ** 2],
        ['slopeSquare', (x: number) => d(x) ** 2],
      ] as const) {
        for (const correlation of [-0.8, -0.2, 0, 0.3, 0.9]) {
          const integrated = pairMoment({ value: h, kinks: [0] }, 0, 1.7, 1.7 * correlation);
          const exact = closed[name](1.7, correlation);
          // The nested rule is good to 1e-5 of E[h^2].
          assert.ok(
            Math.abs(exact - integrated) < 3e-4 * closed[name](1.7, 1),
            `${name} ${slope} ${correlation}: ${exact}`,
          );
        }
      }
    }
  });
});
