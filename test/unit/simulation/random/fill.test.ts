import assert from 'node:assert/strict';
import { type Distribution, distributionMean, distributionVariance } from '../../../../src/model/distribution.ts';
import { compiledMemory } from '../../../../src/simulation/memory/lease.ts';
import { fillInput, fillWeight } from '../../../../src/simulation/random/fill.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { withMemory } from '../kernels/memories.ts';

const SHAPE = [200, 300];

function draw(distribution: Distribution, rows = 200, columns = 300): Float32Array {
  const target = new Float32Array(rows * columns);
  const work = fillWeight(target, distribution, rows, columns, rows, streamFor('fill', JSON.stringify(distribution)));
  for (const _ of work);
  return target;
}

function meanOf(values: Float32Array, of: (x: number) => number): number {
  let sum = 0;
  for (const x of values) sum += of(x);
  return sum / values.length;
}

describe('fillWeight', () => {
  for (const distribution of [
    { family: 'normal', mean: 0.1, stddev: 0.5 },
    { family: 'truncatedNormal', mean: -0.2, stddev: 0.3 },
    { family: 'uniform', low: -0.1, high: 0.4 },
    { family: 'unitForgetBias', others: { family: 'normal', mean: 0.1, stddev: 0.5 } },
  ] satisfies Distribution[]) {
    it(`draws ${distribution.family} with the mean and variance that the model states`, () => {
      const values = draw(distribution);
      const mean = distributionMean(distribution, SHAPE) ?? Number.NaN;
      const variance = distributionVariance(distribution, SHAPE) ?? Number.NaN;
      const n = values.length;
      // Four standard errors; a normal's fourth moment (3 variance^2) is the largest of the three.
      assert.ok(Math.abs(meanOf(values, (x) => x) - mean) < 4 * Math.sqrt(variance / n));
      assert.ok(Math.abs(meanOf(values, (x) => (x - mean) ** 2) - variance) < 4 * variance * Math.sqrt(2 / n));
    });
  }

  it('redraws a truncated normal within two deviations', () => {
    const values = draw({ family: 'truncatedNormal', mean: 1, stddev: 2 });
    assert.ok(values.every((x) => x >= -3 && x <= 5));
    assert.ok(values.some((x) => x > 4.9) && values.some((x) => x < -2.9), 'up to the edges');
  });

  for (const [rows, columns] of [
    [30, 20],
    [20, 30],
    [25, 25],
    [1, 7],
  ] as const) {
    it(`makes a ${rows} x ${columns} matrix orthogonal on its shorter side`, () => {
      const values = draw({ family: 'orthogonal', gain: 2 }, rows, columns);
      const at = (i: number, j: number) => values[i * columns + j] ?? 0;
      const short = Math.min(rows, columns);
      const long = Math.max(rows, columns);
      for (let a = 0; a < short; a++) {
        for (let b = 0; b < short; b++) {
          let product = 0;
          for (let k = 0; k < long; k++) product += rows >= columns ? at(k, a) * at(k, b) : at(a, k) * at(b, k);
          // Float32 storage: 1e-7 relative, of sums of up to 30 terms.
          assert.ok(Math.abs(product - (a === b ? 4 : 0)) < 1e-5, `(${a}, ${b}): ${product}`);
        }
      }
    });
  }

  for (const [rows, columns] of [
    [100, 260],
    [130, 70],
    [96, 96],
  ] as const) {
    it(`makes a ${rows} x ${columns} matrix orthogonal in the compiled kernels, the same as in plain JavaScript`, () => {
      withMemory(compiledMemory, (memory) => {
        const target = memory.float32(rows * columns);
        const distribution = { family: 'orthogonal', gain: 2 } as const;
        const stream = streamFor('fill', JSON.stringify(distribution));
        for (const _ of fillWeight(target, distribution, rows, columns, rows, stream));
        const plain = draw(distribution, rows, columns);
        // A square matrix is ill-conditioned in its last vectors: there float32's rounding is enlarged some hundred times.
        target.forEach((x, i) => {
          assert.ok(Math.abs(x - (plain[i] ?? 0)) < 2e-4, `${i}: ${x} and ${plain[i]}`);
        });
        const short = Math.min(rows, columns);
        const [step, next] = rows >= columns ? [columns, 1] : [1, columns];
        for (let a = 0; a < short; a++) {
          for (let b = 0; b <= a; b++) {
            let product = 0;
            for (let k = 0; k < Math.max(rows, columns); k++) {
              product += (target[k * step + a * next] ?? 0) * (target[k * step + b * next] ?? 0);
            }
            assert.ok(Math.abs(product - (a === b ? 4 : 0)) < 2e-6, `(${a}, ${b}): ${product}`);
          }
        }
      });
    });
  }

  it('draws orthogonal matrices without a preferred sign', () => {
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) {
      const target = new Float32Array(9);
      for (const _ of fillWeight(target, { family: 'orthogonal', gain: 1 }, 3, 3, 3, streamFor('sign', seed)));
      sum += (target[0] ?? 0) + (target[4] ?? 0) + (target[8] ?? 0);
    }
    // The trace of a Haar matrix has mean 0 and variance 1.
    assert.ok(Math.abs(sum / 400) < 4 / Math.sqrt(400));
  });

  it('writes constants and the identity', () => {
    assert.ok(draw({ family: 'constant', value: 0.25 }).every((x) => x === 0.25));
    assert.deepEqual([...draw({ family: 'identity', gain: 3 }, 2, 3)], [3, 0, 0, 0, 3, 0]);
  });

  it('sets the second of four gates to 1', () => {
    const others = { family: 'constant', value: 0.5 } as const;
    assert.deepEqual([...draw({ family: 'unitForgetBias', others }, 1, 8)], [0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5]);
  });
});

describe('fillInput', () => {
  for (const kind of ['normal', 'uniform', 'constant'] as const) {
    it(`has second moment 1 for ${kind}`, () => {
      const values = new Float32Array(100_000);
      finished(fillInput(values, kind, streamFor('input', kind)));
      // Var(x^2) is at most 2.
      assert.ok(Math.abs(meanOf(values, (x) => x * x) - 1) < 4 * Math.sqrt(2 / values.length));
    });

    it(`is the same for ${kind}, only larger, where it is scaled`, () => {
      const [values, scaled] = [new Float32Array(100), new Float32Array(100)];
      finished(fillInput(values, kind, streamFor('input', kind)));
      finished(fillInput(scaled, kind, streamFor('input', kind), 4));
      // A power of two changes no digit.
      assert.deepEqual([...scaled], [...values.map((x) => 4 * x)]);
    });
  }
});
