import assert from 'node:assert/strict';
import { linearAxis } from '../../../webview/charts/linear-axis.ts';

describe('the even axis', () => {
  it('shows its range even where nothing is drawn', () => {
    const axis = linearAxis([], 0, 1);
    assert.deepEqual([axis.min, axis.max], [0, 1]);
    assert.deepEqual(
      axis.ticks.map(({ label }) => label),
      ['0', '0.2', '0.4', '0.6', '0.8', '1'],
    );
  });

  it('holds every value between its ends, with few ticks at round numbers', () => {
    for (const value of [-1e-3, 0.5, 1.01, -7, 123, 4e9, -3e-9]) {
      const axis = linearAxis([value], -1, 1);
      assert.ok(axis.min <= axis.place(value) && axis.place(value) <= axis.max, String(value));
      assert.ok(axis.ticks.length >= 2 && axis.ticks.length <= 9, `${axis.ticks.length} ticks for ${value}`);
      assert.equal(axis.ticks[0]?.at, axis.min);
      assert.equal(axis.ticks.at(-1)?.at, axis.max);
    }
  });

  it('places what is no number in a row of its own above the others, and names it', () => {
    const axis = linearAxis([Number.NaN, 0.5], 0, 1);
    const row = axis.ticks.at(-1);
    assert.equal(row?.label, '∞');
    assert.equal(axis.place(Number.NaN), row?.at);
    assert.ok(axis.place(Number.NaN) > axis.place(1) && axis.place(Number.NaN) < axis.max);
    assert.ok(axis.isApart(Number.NaN));
    assert.ok(!axis.isApart(0));
  });
});
