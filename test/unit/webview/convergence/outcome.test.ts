import assert from 'node:assert/strict';
import { lossCurve, WINDOW } from '../../../../webview/convergence/loss-curve.ts';
import { outcomeOf } from '../../../../webview/convergence/outcome.ts';

/** Losses that go from one value to another and stay there long enough to fill the window. */
function losses(first: number, last: number): number[] {
  return [first, ...Array.from({ length: 2 * WINDOW }, () => last)];
}

const CHANCE = 2.3;

describe('a loss curve', () => {
  it('is the mean over the last steps, fewer at the beginning', () => {
    const curve = lossCurve([Array.from({ length: 20 }, (_, i) => i)]);
    assert.deepEqual(curve[0], { step: 1, median: 0, low: 0, high: 0 });
    assert.equal(curve[3]?.median, 1.5);
    assert.equal(curve[19]?.median, (12 + 19) / 2);
  });

  it('has the median and the range over the repeats', () => {
    assert.deepEqual(lossCurve([[3], [1], [2]]), [{ step: 1, median: 2, low: 1, high: 3 }]);
    assert.equal(lossCurve([[3], [1]])[0]?.median, 2);
  });

  it('stays infinite for a repeat that has diverged, and leaves out one that is still running', () => {
    const curve = lossCurve([[1, Number.NaN], [1, 1, 1], [1]]);
    assert.deepEqual(curve[1], { step: 2, median: Number.POSITIVE_INFINITY, low: 1, high: Number.POSITIVE_INFINITY });
    assert.deepEqual(curve[2], { step: 3, median: Number.POSITIVE_INFINITY, low: 1, high: Number.POSITIVE_INFINITY });
    assert.deepEqual(lossCurve([[], [5]]), [{ step: 1, median: 5, low: 5, high: 5 }]);
    assert.deepEqual(lossCurve([]), []);
  });
});

describe('what a training came to', () => {
  const of = (...repeats: number[][]) => outcomeOf(lossCurve(repeats), CHANCE)?.kind;

  it('tells learning from standing still, from a constant answer and from running away', () => {
    assert.equal(of(losses(2.6, 0.02)), 'fell');
    assert.equal(of(losses(2.31, 2.3)), 'still');
    assert.equal(of(losses(9, 2.29)), 'chance');
    assert.equal(of(losses(2.3, 4)), 'rose');
    assert.equal(of([2.3, 50, Number.POSITIVE_INFINITY]), 'diverged');
    assert.equal(of([2.3, Number.NaN]), 'diverged');
  });

  it('names the step at which the loss was no number any more', () => {
    assert.deepEqual(outcomeOf(lossCurve([[2.3, 3, Number.NaN]]), CHANCE), { kind: 'diverged', step: 3 });
  });

  it('is that of most seeds', () => {
    assert.equal(of([2.3, Number.NaN], losses(2.6, 0.02), losses(2.6, 0.03)), 'fell');
  });

  it('is nothing before the first step', () => {
    assert.equal(outcomeOf([], CHANCE), null);
  });
});
