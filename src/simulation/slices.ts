import type { Work } from './operator.ts';

/**
 * Steps between two pauses. A step is an element in a loop of plain JavaScript, 2 to 10 ns on a common machine: a slice
 * takes about a millisecond, and less than ten where everything is several times as slow. Work is what is bounded, not
 * time: a clock that is read afterwards shortens no slice.
 */
const STEPS = 2 ** 17;

/** Steps that are taken without a look at what is left. */
const PIECE = STEPS / 4;

/** What an element costs in the compiled kernels, in steps. */
export const COMPILED = 1 / 4;

/** Until the next pause, of whatever work it is that runs: much of it is too little for a pause of its own. */
let left = STEPS;

/** Whether it is time to pause. @param steps that were just taken. */
export function isTimeToPause(steps: number): boolean {
  left -= steps;
  if (left > 0) return false;
  left = STEPS;
  return true;
}

/**
 * Calls `act` for stretches [from, to) of 0 to `length`, one after the other, and pauses in time.
 * @param stepsEach that one of them takes; where it is more than a slice holds, they are taken one by one.
 */
export function* inSlices(length: number, stepsEach: number, act: (from: number, to: number) => void): Work {
  const size = Math.max(1, Math.floor(PIECE / stepsEach));
  for (let from = 0; from < length; from += size) {
    const to = Math.min(length, from + size);
    act(from, to);
    if (isTimeToPause((to - from) * stepsEach)) yield;
  }
}

/** As `inSlices`; the sum of what `act` returns. */
export function* sumInSlices(
  length: number,
  stepsEach: number,
  act: (from: number, to: number) => number,
): Work<number> {
  let sum = 0;
  yield* inSlices(length, stepsEach, (from, to) => {
    sum += act(from, to);
  });
  return sum;
}

/** Bytes move at some gigabytes a second: cheaper than any computation. */
const MOVED = 1 / 8;

export function fillInSlices(target: Float32Array | Float64Array, value: number): Work {
  return inSlices(target.length, MOVED, (from, to) => target.fill(value, from, to));
}

/** target = source, of the same length. */
export function copyInSlices(source: Float32Array, target: Float32Array): Work {
  return inSlices(source.length, MOVED, (from, to) => target.set(source.subarray(from, to), from));
}

/** Runs work to its end at once. */
export function finished<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
