import assert from 'node:assert/strict';
import { logAxis } from '../../../webview/charts/log-axis.ts';

describe('the axis of decades', () => {
  it('shows a decade around the healthy value even where nothing is drawn', () => {
    const axis = logAxis([], 1);
    assert.deepEqual([axis.min, axis.max], [-1, 1]);
    assert.deepEqual(
      axis.ticks.map(({ label }) => label),
      ['10⁻¹', '1', '10'],
    );
  });

  it('holds every value between its ends, at powers of ten that are evenly spaced', () => {
    for (const exponent of [-300, -45, -12, -3, 2, 38]) {
      const value = 3 * 10 ** exponent;
      const axis = logAxis([value, 1], 1);
      assert.ok(axis.min <= axis.place(value) && axis.place(value) <= axis.max);
      assert.ok(axis.ticks.length <= 10, `${axis.ticks.length} ticks for ${value}`);
      const steps = axis.ticks.slice(1).map(({ at }, i) => at - (axis.ticks[i]?.at ?? Number.NaN));
      assert.equal(new Set(steps).size, 1);
      assert.ok(axis.ticks.every(({ at }) => Number.isInteger(at)));
    }
  });

  it('gives 0 a row of its own below the smallest value, marked as 0', () => {
    const axis = logAxis([0, 1e-6, 1], 1);
    const [lowest, next] = axis.ticks;
    assert.equal(lowest?.label, '0');
    assert.equal(axis.place(0), lowest?.at);
    assert.ok(axis.place(0) < (next?.at ?? Number.NaN));
    assert.ok(axis.min < axis.place(0));
    assert.ok(axis.place(0) < axis.place(1e-6));
  });

  it('gives what is not finite a row above the largest value', () => {
    const axis = logAxis([1, Number.POSITIVE_INFINITY, Number.NaN], 1);
    assert.equal(axis.ticks.at(-1)?.label, '∞');
    assert.equal(axis.place(Number.NaN), axis.ticks.at(-1)?.at);
    assert.ok(axis.place(Number.POSITIVE_INFINITY) > axis.place(1e1));
  });

  it('has no such rows without such values', () => {
    assert.ok(logAxis([1e-3, 10], 1).ticks.every(({ label }) => label !== '0' && label !== '∞'));
  });
});
