import assert from 'node:assert/strict';
import { multiplyTransposed, outerProductSquares, transpose } from '../../../../src/simulation/arithmetic/multiply.ts';
import { fillNormal } from '../../../../src/simulation/random/fill.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';

function normal(length: number, key: string): Float32Array {
  const values = new Float32Array(length);
  fillNormal(values, 0, 1, streamFor(key));
  return values;
}

describe('multiplyTransposed', () => {
  for (const [m, n, k] of [
    [1, 1, 1],
    [4, 4, 3],
    [7, 5, 9],
    [8, 12, 16],
    [3, 9, 2],
  ] as const) {
    it(`multiplies ${m} x ${k} by ${n} x ${k} transposed, edges included`, () => {
      const a = normal(m * k, 'a');
      const b = normal(n * k, 'b');
      const c = new Float32Array(m * n).fill(1);
      multiplyTransposed(a, b, c, m, n, k, true);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 1;
          for (let p = 0; p < k; p++) sum += (a[i * k + p] ?? 0) * (b[j * k + p] ?? 0);
          assert.equal(c[i * n + j], Math.fround(sum), `(${i}, ${j})`);
        }
      }
      multiplyTransposed(a, b, c, m, n, k);
      let first = 0;
      for (let p = 0; p < k; p++) first += (a[p] ?? 0) * (b[p] ?? 0);
      assert.equal(c[0], Math.fround(first), 'overwrites unless told to accumulate');
    });
  }
});

describe('outerProductSquares', () => {
  it('is the sum of squares of X^T D', () => {
    const [rows, m, n] = [5, 7, 3];
    const x = normal(rows * m, 'x');
    const d = normal(rows * n, 'd');
    const xt = new Float32Array(m * rows);
    const dt = new Float32Array(n * rows);
    transpose(x, xt, rows, m);
    transpose(d, dt, rows, n);
    const product = new Float32Array(m * n);
    multiplyTransposed(xt, dt, product, m, n, rows);
    const direct = product.reduce((sum, value) => sum + value ** 2, 0);
    // The direct way rounds each of the products to float32.
    assert.ok(Math.abs(outerProductSquares(x, d, rows, m, n) / direct - 1) < 1e-6);
  });
});
