import assert from 'node:assert/strict';
import { Lanes } from '../../../../src/simulation/random/lanes.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { Xoshiro } from '../../../../src/simulation/random/xoshiro.ts';

describe('Xoshiro', () => {
  it('follows the reference sequence of xoshiro128** 1.1', () => {
    // The authors' C code started from the state 1, 2, 3, 4, first ten outputs.
    const generator = new Xoshiro([1, 2, 3, 4]);
    const first = Array.from({ length: 10 }, () => generator.bits());
    assert.deepEqual(
      first,
      [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
    );
  });

  it('is uniform: mean, variance and a chi-square over 64 bins', () => {
    const generator = streamFor('uniform', 1);
    const n = 200_000;
    const bins = new Float64Array(64);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const u = generator.uniform();
      assert.ok(u > 0 && u < 1);
      bins[Math.floor(u * 64)] = (bins[Math.floor(u * 64)] ?? 0) + 1;
      sum += u;
      squares += u * u;
    }
    // Four standard errors of the mean, sqrt(1/12 / n), and of the mean square, sqrt(4/45 / n).
    assert.ok(Math.abs(sum / n - 1 / 2) < 4 * Math.sqrt(1 / 12 / n));
    assert.ok(Math.abs(squares / n - 1 / 3) < 4 * Math.sqrt(4 / 45 / n));
    const chiSquare = bins.reduce((total, count) => total + (count - n / 64) ** 2 / (n / 64), 0);
    // 63 degrees of freedom: mean 63, deviation 11.2.
    assert.ok(Math.abs(chiSquare - 63) < 4 * Math.sqrt(126), `${chiSquare}`);
  });
});

describe('Lanes', () => {
  it('are four generators whose words follow in turn', () => {
    const words = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    const lanes = new Lanes(() => words.shift() ?? 0);
    const found = [...lanes.next(), ...lanes.next()];
    // Lane i starts from words i, 4 + i, 8 + i and 12 + i.
    const alone = [0, 1, 2, 3].map((i) => new Xoshiro([i + 1, i + 5, i + 9, i + 13]));
    const expected = found.map((_, i) => (alone[i % 4]?.bits() ?? 0) | 0);
    assert.deepEqual(found, expected);
  });

  it('are made of the generator’s next words, so that another stream has others', () => {
    assert.notDeepEqual([...streamFor('a').lanes.next()], [...streamFor('b').lanes.next()]);
    assert.deepEqual([...streamFor('a').lanes.next()], [...streamFor('a').lanes.next()]);
  });
});

describe('streamFor', () => {
  const first = (...keys: (number | string)[]) => streamFor(...keys).bits();

  it('gives the same stream for the same keys and another for any other', () => {
    assert.equal(first(1, 0, 'dense_1', 'kernel'), first(1, 0, 'dense_1', 'kernel'));
    const others = [
      first(2, 0, 'dense_1', 'kernel'),
      first(1, 1, 'dense_1', 'kernel'),
      first(1, 0, 'dense_2', 'kernel'),
      first(1, 0, 'dense_1', 'bias'),
      first(0, 1, 'dense_1', 'kernel'),
      first('1', 0, 'dense_1', 'kernel'),
    ];
    assert.equal(new Set([...others, first(1, 0, 'dense_1', 'kernel')]).size, 7);
  });

  it('makes neighbouring streams uncorrelated', () => {
    const n = 2000;
    let product = 0;
    for (let seed = 0; seed < n; seed++) product += streamFor(seed, 'a').normal() * streamFor(seed + 1, 'a').normal();
    // A mean of n products of independent normals has deviation 1 / sqrt(n).
    assert.ok(Math.abs(product / n) < 4 / Math.sqrt(n));
  });
});
