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

/** Reports its steps, but for those that end in 7. */
function* count(end: number): Generator<number | undefined, string> {
  for (let i = 1; i <= end; i++) yield i % 10 === 7 ? undefined : i;
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
    // Three steps of 5 ms fill a slice of 12 ms, one look at the clock starts it.
    assert.equal(turns, 33);
  });

  it('reports what matters always, the rest once a slice', async () => {
    const reported: number[] = [];
    await runInSlices(count(9), {
      now: clock(5),
      turn: async () => undefined,
      isCancelled: () => false,
      matters: (i) => i === 2,
      onProgress: (i) => reported.push(i),
    });
    // The slices are 1 to 3, 4 to 6, 7 to 9.
    assert.deepEqual(reported, [2, 3, 6, 9]);
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
