import assert from 'node:assert/strict';
import { deposit, expected, interpolated, NOISE, placeOf, stencil } from '../../../../src/theory/finite-width/grid.ts';

const GRID = { from: -2, step: 0.25, count: 33 };

function values(of: (x: number) => number): Float64Array {
  return Float64Array.from({ length: GRID.count }, (_, j) => of(placeOf(GRID, j)));
}

describe('grids', () => {
  const cubic = values((x) => 1 - x + 2 * x ** 2 - 0.5 * x ** 3);

  it('interpolate cubics exactly, up to their ends and no farther', () => {
    for (const x of [-2, -1.99, 0.1, 3.3, 5.9, 6]) {
      assert.ok(Math.abs(interpolated(cubic, stencil(GRID, x)) - (1 - x + 2 * x ** 2 - 0.5 * x ** 3)) < 1e-12);
    }
    assert.equal(interpolated(cubic, stencil(GRID, 9)), interpolated(cubic, stencil(GRID, 6)));
    assert.equal(interpolated(cubic, stencil(GRID, -9)), interpolated(cubic, stencil(GRID, -2)));
  });

  it('take masses so that means of a function are those of its interpolation', () => {
    const weights = new Float64Array(GRID.count);
    const masses: readonly (readonly [number, number])[] = [
      [-1.9, 0.3],
      [0.37, 0.5],
      [4.02, 0.2],
    ];
    for (const [x, mass] of masses) deposit(weights, stencil(GRID, x), mass);
    const direct = masses.reduce((sum, [x, mass]) => sum + mass * interpolated(cubic, stencil(GRID, x)), 0);
    assert.ok(Math.abs(expected(weights, (j) => cubic[j] ?? 0) - direct) < 1e-12);
  });
});

describe('Gauss-Hermite points', () => {
  it('have the moments of a standard normal up to the ninth', () => {
    const moment = (k: number) => NOISE.reduce((sum, [z, weight]) => sum + weight * z ** k, 0);
    [1, 0, 1, 0, 3, 0, 15, 0, 105, 0].forEach((expected, k) => {
      assert.ok(Math.abs(moment(k) - expected) < 1e-10, `${k}: ${moment(k)}`);
    });
  });
});
