import assert from 'node:assert/strict';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { addWishart, chiSquare } from '../../../../src/simulation/undrawn/wishart.ts';

describe('chiSquare', () => {
  for (const freedom of [1, 2, 3, 10, 500]) {
    it(`has mean ${freedom} and variance ${2 * freedom}`, () => {
      const generator = streamFor('chi', freedom);
      const n = 20_000;
      let [sum, squares] = [0, 0];
      for (let i = 0; i < n; i++) {
        const x = chiSquare(freedom, generator);
        sum += x;
        squares += (x - freedom) ** 2;
      }
      // Four standard errors; the fourth central moment is 12 k^2 + 48 k.
      assert.ok(Math.abs(sum / n - freedom) < 4 * Math.sqrt((2 * freedom) / n));
      const spread = Math.sqrt((8 * freedom ** 2 + 48 * freedom) / n);
      assert.ok(Math.abs(squares / n - 2 * freedom) < 4 * spread);
    });
  }
});

describe('addWishart', () => {
  for (const [size, dimensions] of [
    [3, 1],
    [3, 2],
    [3, 3],
    [4, 20],
  ] as const) {
    it(`has the moments of ${size} normal vectors of ${dimensions} elements`, () => {
      const generator = streamFor('wishart', size, dimensions);
      const n = 4000;
      const mean = new Float64Array(size * size);
      const square = new Float64Array(size * size);
      for (let i = 0; i < n; i++) {
        const target = new Float64Array(size * size);
        finished(addWishart(target, size, dimensions, generator, new Float64Array(size * size)));
        target.forEach((x, at) => {
          mean[at] = (mean[at] ?? 0) + x / n;
          square[at] = (square[at] ?? 0) + x ** 2 / n;
        });
      }
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          // Mean nu and variance 2 nu on the diagonal, 0 and nu beside it.
          const [expected, variance] = i === j ? [dimensions, 2 * dimensions] : [0, dimensions];
          const at = i * size + j;
          assert.ok(Math.abs((mean[at] ?? 0) - expected) < 4 * Math.sqrt(variance / n), `mean (${i}, ${j})`);
          const found = (square[at] ?? 0) - expected ** 2;
          assert.ok(Math.abs(found / variance - 1) < 0.35, `variance (${i}, ${j}): ${found}`);
        }
      }
    });
  }
});
