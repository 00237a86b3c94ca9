import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eachPart } from '../../../../src/simulation/arithmetic/parts.ts';

const size = fc.integer({ min: 1, max: 5000 });

describe('the parts of a product', () => {
  it('cover every product once, and are no larger than asked but for the smallest tile', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 3e5, max: 3e7 }), (m, n, k, products) => {
        let covered = 0;
        for (const { row, rows, column, columns, from, length } of eachPart(m, n, k, products)) {
          assert.ok(rows > 0 && columns > 0 && length > 0);
          assert.ok(row + rows <= m && column + columns <= n && from + length <= k);
          assert.ok(rows * columns * length <= products, `${rows} x ${columns} x ${length} for ${products}`);
          covered += rows * columns * length;
        }
        // None twice: parts begin at multiples of the same steps, so that as many as all is each once.
        assert.equal(covered, m * n * k);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
