import assert from 'node:assert/strict';
import { type Drawing, SHOWN, Turns } from '../../../webview/turns.ts';

/** Turns on a clock of their own, in which tasks run when they are told to. */
function onAClock() {
  let time = 0;
  const tasks: (() => void)[] = [];
  const done: string[] = [];
  const turns = new Turns(
    () => time,
    (next) => void tasks.push(next),
    (next) => void tasks.push(() => done.push('frame'), next),
  );
  return {
    turns,
    done,
    /** Work of so many steps of 3 ms, which says when each is done. */
    *work(name: string, steps: number): Drawing {
      for (let i = 1; i <= steps; i++) {
        time += 3;
        done.push(`${name}${i}`);
        yield;
      }
    },
    /** Runs the task that waits; false if none does. */
    task(): boolean {
      const next = tasks.shift();
      next?.();
      return next !== undefined;
    },
  };
}

describe('drawing in turns', () => {
  it('ends a task after 8 ms and goes on in the next', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', () => work('a', 4));
    assert.deepEqual(done, []);
    task();
    assert.deepEqual(done, ['a1', 'a2', 'a3']);
    task();
    assert.deepEqual(done, ['a1', 'a2', 'a3', 'a4']);
    assert.equal(task(), false);
  });

  it('waits until what was put onto the page is on the screen, where that is asked for', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', function* () {
      done.push('much');
      yield SHOWN;
      done.push('more');
      yield;
    });
    turns.start('b', () => work('b', 1));
    while (task());
    assert.deepEqual(done, ['much', 'frame', 'more', 'b1']);
  });

  it('keeps the order in which work was asked for', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', () => work('a', 2));
    turns.start('b', () => work('b', 2));
    while (task());
    assert.deepEqual(done, ['a1', 'a2', 'b1', 'b2']);
  });

  it('drops what something newer of the same name replaces, under way or not', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', () => work('old', 9));
    turns.start('b', () => work('b', 1));
    task();
    turns.start('a', () => work('new', 1));
    while (task());
    assert.deepEqual(done, ['old1', 'old2', 'old3', 'b1', 'new1']);
  });

  it('goes on with the rest where some work fails', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', () => {
      throw new RangeError('no room');
    });
    turns.start('b', () => work('b', 1));
    assert.throws(() => task(), /no room/);
    while (task());
    assert.deepEqual(done, ['b1']);
  });

  it('lets work start its own successor', () => {
    const { turns, done, work, task } = onAClock();
    turns.start('a', () => {
      turns.start('a', () => work('next', 1));
      return [];
    });
    while (task());
    assert.deepEqual(done, ['next1']);
  });
});
