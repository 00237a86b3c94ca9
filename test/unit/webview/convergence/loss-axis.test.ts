import assert from 'node:assert/strict';
import { lossAxis } from '../../../../webview/convergence/loss-axis.ts';

function assertHolds(losses: readonly number[]): void {
  const axis = lossAxis(losses);
  for (const loss of losses) {
    const at = axis.place(loss);
    assert.ok(at >= axis.min && at <= axis.max, `${loss} at ${at} of ${axis.min} to ${axis.max}`);
  }
  for (const { at } of axis.ticks) assert.ok(at >= axis.min && at <= axis.max);
  assert.ok(axis.ticks.length >= 1 && axis.ticks.length <= 9, `${axis.ticks.length} ticks for ${losses}`);
}

describe("the losses' axis", () => {
  it('holds what it shows, whatever that is', () => {
    for (const losses of [
      [2.3, 0.01],
      [2.3, 2.29],
      [1e-7, 5e4],
      [0, 1],
      [],
      [Number.NaN],
      [1, Number.POSITIVE_INFINITY],
    ]) {
      assertHolds(losses);
    }
  });

  it('keeps a loss that hardly moves flat', () => {
    const axis = lossAxis([2.3, 2.29]);
    assert.ok(Math.abs(axis.place(2.3) - axis.place(2.29)) < 0.02 * (axis.max - axis.min));
  });

  it('has a row above all else for what is no number', () => {
    const axis = lossAxis([2, 100, Number.NaN]);
    assert.equal(axis.ticks.at(-1)?.label, '∞');
    assert.ok(axis.place(Number.NaN) > axis.place(100));
    assert.ok(axis.isApart(Number.POSITIVE_INFINITY) && !axis.isApart(100));
  });

  it('writes 1, 2 and 5 of each decade where there are few', () => {
    assert.deepEqual(
      lossAxis([0.15, 3]).ticks.map(({ label }) => label),
      ['0.2', '0.5', '1', '2'],
    );
  });
});
