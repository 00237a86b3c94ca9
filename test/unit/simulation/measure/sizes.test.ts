import assert from 'node:assert/strict';
import { countedMagnitudes, magnitudeEdge, magnitudeQuantile } from '../../../../src/model/magnitudes.ts';
import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { SizeCounts } from '../../../../src/simulation/measure/sizes.ts';
import { simulate } from '../../../../src/simulation/simulate.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { randomFrom } from '../../../builders/random.ts';
import { heNormal, heUniform } from '../../../builders/samplers.ts';

function sizesOf(...arrays: readonly Float32Array[]) {
  const sizes = new SizeCounts();
  for (const array of arrays) finished(sizes.add(array));
  return sizes.magnitudes();
}

/** The bin by logarithms, for comparison with the bits. */
function binOf(size: number): number {
  const octave = Math.floor(Math.log2(size));
  return 2 * octave + (size >= 1.5 * 2 ** octave ? 1 : 0);
}

describe('counts by size', () => {
  it('have edges of half octaves', () => {
    assert.deepEqual([-2, -1, 0, 1, 2, 3].map(magnitudeEdge), [0.5, 0.75, 1, 1.5, 2, 3]);
  });

  it('put every element where its size is, whatever its sign', () => {
    const random = randomFrom(3);
    const values = Float32Array.from(
      { length: 3000 },
      () => (random(2) === 0 ? -1 : 1) * 2 ** ((random(2 ** 20) / 2 ** 20) * 252 - 125),
    );
    const { zeros, nonFinite, first, counts } = sizesOf(values);
    assert.equal(zeros + nonFinite, 0);
    const expected = new Map<number, number>();
    for (const value of values) expected.set(binOf(Math.abs(value)), (expected.get(binOf(Math.abs(value))) ?? 0) + 1);
    const got = new Map(counts.flatMap((count, i) => (count === 0 ? [] : [[first + i, count] as const])));
    assert.deepEqual(got, new Map([...expected].sort(([a], [b]) => a - b)));
  });

  it('tell zeros and what is not finite apart from all else, and add up over draws', () => {
    const odd = Float32Array.of(0, -0, 1e-40, Number.POSITIVE_INFINITY, Number.NaN, 1, -1.5, 3.4e38, 1.2e-38);
    const { zeros, nonFinite, first, counts } = sizesOf(odd, Float32Array.of(1.25));
    assert.equal(zeros, 3, 'what is below the smallest normal number counts as 0');
    assert.equal(nonFinite, 2);
    assert.equal(first, -252, '1.2e-38 is 2^-126');
    assert.deepEqual([counts.at(0), counts.at(-1), counts[252], counts[253]], [1, 1, 2, 1]);
    assert.deepEqual(sizesOf(Float32Array.of(0, 0)), { zeros: 2, nonFinite: 0, first: 0, counts: [] });
  });

  it('look at all units and examples of a large layer alike', () => {
    // 32 examples of 1024 units; unit u has size 2^(u mod 16), example b is 0 where b is odd.
    const values = Float32Array.from({ length: 32 * 1024 }, (_, i) =>
      Math.floor(i / 1024) % 2 === 1 ? 0 : 2 ** (i % 16),
    );
    const sizes = sizesOf(values);
    assert.equal(countedMagnitudes(sizes), 4096);
    assert.ok(Math.abs(sizes.zeros - 2048) < 40, `${sizes.zeros} zeros`);
    for (let u = 0; u < 16; u++) {
      const count = sizes.counts[2 * u - sizes.first] ?? 0;
      // 128 of each are due.
      assert.ok(Math.abs(count - 128) < 26, `${count} of size 2^${u}`);
    }
  });

  it('give quantiles, 0 within the zeros', () => {
    const sizes = sizesOf(Float32Array.of(0, 1, 1, 1.5));
    assert.equal(magnitudeQuantile(sizes, 0.1), 0);
    assert.equal(magnitudeQuantile(sizes, 0.75), 1.5);
    assert.equal(magnitudeQuantile(sizesOf(Float32Array.of(1, Number.NaN)), 0.9), Number.POSITIVE_INFINITY);
    assert.equal(magnitudeQuantile(sizesOf(), 0.5), null);
  });

  it('of a run say how signal and gradient are spread', () => {
    const reports = simulate(sequential([256], [dense(256, heNormal, { name: 'relu' }), dense(256, heUniform)]), {
      seeds: 8,
      seed: 1,
      batch: 16,
      input: 'normal',
    });
    let statistics: readonly LayerStatistics[] = [];
    for (const report of reports) statistics = report?.statistics ?? statistics;
    const [input, relu, last] = statistics;
    assert.ok(input !== undefined && relu !== undefined && last !== undefined);
    const near = (value: number | null, expected: number, tolerance: number, what: string) =>
      assert.ok(value !== null && Math.abs(value - expected) < tolerance, `${what}: ${value}`);
    // The quartiles of |z| of a standard normal (0.3186, 0.6745 and 1.1503) as bins that count as linear give them, and four
    // standard errors of 32,768 elements: sqrt(q (1 - q) / n) over the density there.
    for (const [name, sizes] of [
      ['input', input.forward.magnitudes],
      ['loss gradient', last.backward.magnitudes],
    ] as const) {
      assert.ok(sizes !== null);
      assert.equal(countedMagnitudes(sizes), 8 * 4096);
      near(magnitudeQuantile(sizes, 0.25), 0.319, 0.013, name);
      near(magnitudeQuantile(sizes, 0.5), 0.6763, 0.018, name);
      near(magnitudeQuantile(sizes, 0.75), 1.174, 0.025, name);
    }
    const ofRelu = relu.forward.magnitudes;
    assert.ok(ofRelu !== null);
    near(ofRelu.zeros / countedMagnitudes(ofRelu), 0.5, 0.02, 'half of what relu lets out is 0');
  });
});
