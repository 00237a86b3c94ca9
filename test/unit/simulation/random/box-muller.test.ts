import assert from 'node:assert/strict';
import { normalsFromWords } from '../../../../src/simulation/random/box-muller.ts';
import { fillNormal, fillTruncated } from '../../../../src/simulation/random/elements.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';

/** Phi by Simpson's rule from 0 in steps of 1 / 64, whose error is below 1e-10; z within +-7. */
function normalDistribution(z: number): number {
  const steps = 2 * Math.ceil(32 * Math.abs(z)) + 2;
  const h = z / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-0.5 * (i * h) ** 2);
  }
  return 0.5 + (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

/** Largest distance of the sample's distribution from `expected`, times sqrt n (Kolmogorov & Smirnov). */
function distance(values: Float32Array, expected: (z: number) => number): number {
  const sorted = values.slice().sort();
  let largest = 0;
  sorted.forEach((z, i) => {
    const at = expected(z);
    largest = Math.max(largest, Math.abs(at - i / sorted.length), Math.abs(at - (i + 1) / sorted.length));
  });
  return largest * Math.sqrt(sorted.length);
}

/** One of 10,000 samples is farther away. */
const FAR = 2.23;

describe('normalsFromWords', () => {
  const N = 400_000;
  const normals = new Float32Array(N);
  fillNormal(normals, 0, 1, streamFor('box-muller'));

  it('is normal by Kolmogorov and Smirnov, elements and each lane', () => {
    assert.ok(distance(normals.subarray(0, 100_000), normalDistribution) < FAR);
    for (let lane = 0; lane < 8; lane++) {
      const own = normals.filter((_, i) => i % 8 === lane).subarray(0, 20_000);
      assert.ok(distance(own, normalDistribution) < FAR, `lane ${lane}`);
    }
  });

  it('has the moments up to the sixth and both tails', () => {
    // E[z^k] and the standard deviation of z^k: sqrt(E[z^2k] - E[z^k]^2).
    const expected = [1, 0, 1, 0, 3, 0, 15];
    const deviation = [0, 1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96), Math.sqrt(945), Math.sqrt(10170)];
    for (let k = 1; k <= 6; k++) {
      let sum = 0;
      for (const z of normals) sum += z ** k;
      const error = Math.abs(sum / N - (expected[k] ?? 0));
      assert.ok(error < (4 * (deviation[k] ?? 0)) / Math.sqrt(N), `moment ${k}: off by ${error}`);
    }
    for (const start of [2, 3, 3.5, 4]) {
      const beyond = 2 * (1 - normalDistribution(start)) * N;
      const found = normals.reduce((count, z) => count + Number(Math.abs(z) > start), 0);
      // Poisson.
      assert.ok(Math.abs(found - beyond) < 4 * Math.sqrt(beyond), `${found} beyond ${start}, not ${beyond}`);
    }
  });

  it('makes all eight of a group independent: no product of two, of two squares, has a mean of its own', () => {
    const groups = N / 8;
    for (let a = 0; a < 8; a++) {
      for (let b = 0; b < a; b++) {
        let [product, squares] = [0, 0];
        for (let at = 0; at < N; at += 8) {
          const [x, y] = [normals[at + a] ?? 0, normals[at + b] ?? 0];
          product += x * y;
          squares += (x * x - 1) * (y * y - 1);
        }
        // Deviations 1 and 2; the largest of 56 lies beyond 4.5 once in 2,600.
        assert.ok(Math.abs(product) < 4.5 * Math.sqrt(groups), `${a} ${b}`);
        assert.ok(Math.abs(squares) < 9 * Math.sqrt(groups), `squares of ${a} ${b}`);
      }
    }
  });

  it('follows sqrt(-2 ln u) (sin, cos) all over the circle', () => {
    const words = new Int32Array(8);
    const found = new Float32Array(8);
    const generator = streamFor('words');
    for (let round = 0; round < 2000; round++) {
      for (let i = 0; i < 8; i++) words[i] = generator.bits();
      normalsFromWords(words, found, 0, 0, 1);
      for (let i = 0; i < 4; i++) {
        const angle = words[i + 4] ?? 0;
        const radius = Math.sqrt(-2 * Math.log(((words[i] ?? 0) >>> 1) * 2 ** -31 + 2 ** -32));
        const turn = ((angle << 2) * 2 ** -31 * Math.PI) / 4;
        const pair = [Math.sin(turn), Math.cos(turn)].map((x) => (angle << 1 < 0 ? -1 : 1) * x * radius);
        const expected = angle < 0 ? pair.reverse() : pair;
        // Of the radius: 3e-6 of its square and 2e-6 of sine and cosine.
        assert.ok(Math.abs((found[i] ?? 0) - (expected[0] ?? 0)) < 4e-6 * (radius + 1));
        assert.ok(Math.abs((found[i + 4] ?? 0) - (expected[1] ?? 0)) < 4e-6 * (radius + 1));
      }
    }
  });

  it('has finite ends', () => {
    const found = new Float32Array(8);
    normalsFromWords(Int32Array.of(0, -1, 1, -2, 0, -1, 2 ** 31 - 1, -(2 ** 31)), found, 0, 0, 1);
    // sqrt(2 ln 2^32) = 6.66.
    assert.ok(
      found.every((z) => Number.isFinite(z) && Math.abs(z) < 6.67),
      found.join(' '),
    );
  });
});

describe('fillTruncated', () => {
  it('is a normal within two deviations by Kolmogorov and Smirnov', () => {
    const values = new Float32Array(100_003);
    fillTruncated(values, 0, 1, streamFor('truncated'));
    const within = 2 * normalDistribution(2) - 1;
    const expected = (z: number) => Math.max(0, Math.min(1, (normalDistribution(z) - normalDistribution(-2)) / within));
    assert.ok(values.every((z) => Math.abs(z) <= 2));
    assert.ok(distance(values, expected) < FAR);
  });
});
