import assert from 'node:assert/strict';
import { runInSlices } from '../../../webview/worker/slices.ts';

/** A clock that moves by `stepMs` with each look at it. */
function clock(stepMs: number): () => number {
  let time = 0;
  return () => {
    time += stepMs;
    return time;
  };
}

function* count(end: number): Generator<number, string> {
  for (let i = 1; i <= end; i++) yield i;
  return 'done';
}

describe('work in slices', () => {
  it('lets messages in between slices and gives the result', async () => {
    let turns = 0;
    const result = await runInSlices(count(100), {
      now: clock(5),
      turn: async () => {
        turns++;
      },
      isCancelled: () => false,
      matters: () => false,
      onProgress: () => undefined,
    });
    assert.equal(result, 'done');
    // Five steps of 5 ms fill a slice of 24 ms, one look at the clock starts it.
    assert.equal(turns, 20);
  });

  it('reports what matters always, the rest once a slice', async () => {
    const reported: number[] = [];
    await runInSlices(count(12), {
      now: clock(5),
      turn: async () => undefined,
      isCancelled: () => false,
      matters: (i) => i === 3,
      onProgress: (i) => reported.push(i),
    });
    assert.deepEqual(reported, [3, 5, 10]);
  });

  it('ends at the first turn after a cancel', async () => {
    const reported: number[] = [];
    const result = await runInSlices(count(1000), {
      now: clock(24),
      turn: async () => undefined,
      isCancelled: () => reported.length >= 2,
      matters: () => false,
      onProgress: (i) => reported.push(i),
    });
    assert.equal(result, null);
    assert.deepEqual(reported, [1, 2]);
  });

  it('passes on what the work throws', async () => {
    function* failing(): Generator<number, string> {
      yield 1;
      throw new RangeError('too large');
    }
    const run = runInSlices(failing(), {
      now: clock(1),
      turn: async () => undefined,
      isCancelled: () => false,
      matters: () => false,
      onProgress: () => undefined,
    });
    await assert.rejects(run, /too large/);
  });
});
