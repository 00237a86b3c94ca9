import assert from 'node:assert/strict';
import { gram, productOfGrams } from '../../../../src/simulation/arithmetic/gram.ts';
import {
  multiply,
  multiplyTransposed,
  transpose,
  transposedMultiply,
} from '../../../../src/simulation/arithmetic/multiply.ts';
import type { Memory } from '../../../../src/simulation/memory/memory.ts';
import { fillNormal } from '../../../../src/simulation/random/elements.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { SOURCES, withMemory } from '../kernels/memories.ts';

function normal(memory: Memory, length: number, key: string): Float32Array {
  const values = memory.float32(length);
  fillNormal(values, 0, 1, streamFor(key));
  return values;
}

/** Sums in float32 within a block of 256 products: half a rounding each, of which sqrt(256) add up. */
const ROUNDING = 16 * 2 ** -25;

const SIZES = [
  [1, 1, 1],
  // Empty sums.
  [3, 5, 0],
  [4, 8, 3],
  [7, 5, 9],
  [8, 16, 16],
  [3, 9, 2],
  [33, 70, 50],
  // Beyond one block in every direction.
  [101, 9, 300],
  [5, 530, 260],
] as const;

for (const [name, source] of SOURCES) {
  describe(`products by ${name}`, () => {
    const forms = [
      ['A B', multiply, { a: false, b: false }],
      ['A B^T', multiplyTransposed, { a: false, b: true }],
      ['A^T B', transposedMultiply, { a: true, b: false }],
    ] as const;
    for (const [form, product, isTransposed] of forms) {
      for (const [m, n, k] of SIZES) {
        it(`${form}, ${m} x ${k} by ${k} x ${n}, overwriting and adding`, () => {
          withMemory(source, (memory) => {
            const a = normal(memory, m * k, 'a');
            const b = normal(memory, k * n, 'b');
            const c = memory.float32(m * n).fill(1);
            const check = (before: number) => {
              for (let i = 0; i < m; i++) {
                for (let j = 0; j < n; j++) {
                  let [sum, size] = [before, Math.abs(before)];
                  for (let p = 0; p < k; p++) {
                    const x = a[isTransposed.a ? p * m + i : i * k + p] ?? 0;
                    const y = b[isTransposed.b ? j * k + p : p * n + j] ?? 0;
                    sum += x * y;
                    size += Math.abs(x * y);
                  }
                  const error = Math.abs((c[i * n + j] ?? 0) - sum);
                  assert.ok(error <= ROUNDING * size, `(${i}, ${j}): off by ${error}`);
                }
              }
            };
            finished(product(a, b, c, m, n, k, true));
            check(1);
            finished(product(a, b, c, m, n, k));
            check(0);
          });
        });
      }
    }

    it('a part of wider matrices, leaving the rest alone', () => {
      withMemory(source, (memory) => {
        const a = normal(memory, 6 * 10, 'a');
        const b = normal(memory, 4 * 20, 'b');
        const c = memory.float32(6 * 30).fill(7);
        finished(multiply(a.subarray(2), b.subarray(3), c.subarray(5), 6, 9, 4, false, { a: 10, b: 20, c: 30 }));
        for (let i = 0; i < 6; i++) {
          for (let j = 0; j < 30; j++) {
            let sum = 7;
            if (j >= 5 && j < 14) {
              sum = 0;
              for (let p = 0; p < 4; p++) sum += (a[i * 10 + 2 + p] ?? 0) * (b[p * 20 + 3 + j - 5] ?? 0);
            }
            assert.ok(Math.abs((c[i * 30 + j] ?? 0) - sum) < 1e-5, `(${i}, ${j})`);
          }
        }
      });
    });
  });
}

describe('productOfGrams', () => {
  it('is the sum of squares of X^T D, from their Gram matrices', () => {
    for (const [, source] of SOURCES) {
      withMemory(source, (memory) => {
        const [rows, m, n] = [5, 7, 3];
        const x = normal(memory, rows * m, 'x');
        const d = normal(memory, rows * n, 'd');
        const xt = memory.float32(m * rows);
        finished(transpose(x, xt, rows, m));
        const product = memory.float32(m * n);
        finished(multiply(xt, d, product, m, n, rows));
        const direct = product.reduce((sum, value) => sum + value ** 2, 0);
        const [ofX, ofD] = [memory.float64(rows * rows), memory.float64(rows * rows)];
        finished(gram(x, rows, m, ofX));
        finished(gram(d, rows, n, ofD));
        const squares = finished(productOfGrams(ofX, ofD));
        // The direct way rounds each of the products to float32.
        assert.ok(Math.abs(squares / direct - 1) < 1e-6);
      });
    }
  });
});
