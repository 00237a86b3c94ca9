/** Milliseconds of drawing between two turns in which the page hears the user: well under the 50 that are felt. */
const SLICE_MS = 8;

/** Work that pauses wherever it yields. */
export type Drawing = Iterable<unknown>;

/**
 * Yielded where much has been put onto the page: the next turn comes when it is on the screen. What several turns put there would
 * else be styled, laid out and painted at once.
 */
export const SHOWN = Symbol('shown');

/** Milliseconds after which no frame is awaited any more: a page that is hidden has none. */
const LONGEST_FRAME = 100;

/**
 * Draws in slices, so that a large model stops neither a click nor a scroll. What is due under a name is dropped where
 * something newer comes under the same name; other work keeps its order.
 */
export class Turns {
  readonly #due = new Map<string, Iterator<unknown>>();
  readonly #now: () => number;
  readonly #later: (next: () => void) => void;
  readonly #afterFrame: (next: () => void) => void;
  #isAwaited = false;
  #isToBeShown = false;

  /**
   * @param now milliseconds.
   * @param later runs something in a task of its own, behind the input that waits.
   * @param afterFrame the same once the page as it is now is on the screen.
   */
  constructor(
    now: () => number = () => performance.now(),
    later: (next: () => void) => void = laterTask(),
    afterFrame: (next: () => void) => void = frameThen(later),
  ) {
    this.#now = now;
    this.#later = later;
    this.#afterFrame = afterFrame;
  }

  /** Goes to the end of what is due. */
  start(name: string, work: () => Drawing | undefined): void {
    this.#due.delete(name);
    this.#due.set(name, lazily(work));
    this.#await();
  }

  #await(): void {
    if (this.#isAwaited || this.#due.size === 0) return;
    this.#isAwaited = true;
    const later = this.#isToBeShown ? this.#afterFrame : this.#later;
    this.#isToBeShown = false;
    later(() => {
      this.#isAwaited = false;
      try {
        this.#slice();
      } finally {
        this.#await();
      }
    });
  }

  #slice(): void {
    const end = this.#now() + SLICE_MS;
    for (const [name, work] of this.#due) {
      for (let isDone = false; !isDone; ) {
        if (this.#now() >= end || this.#isToBeShown) return;
        isDone = this.#step(name, work);
      }
    }
  }

  /** Work that fails is not tried again. */
  #step(name: string, work: Iterator<unknown>): boolean {
    try {
      const { done, value } = work.next();
      this.#isToBeShown = value === SHOWN;
      if (done !== true) return false;
    } catch (error) {
      this.#due.delete(name);
      throw error;
    }
    // Work may have started its own successor.
    if (this.#due.get(name) === work) this.#due.delete(name);
    return true;
  }
}

function* lazily(work: () => Drawing | undefined): Generator<unknown> {
  yield* work() ?? [];
}

/** Runs what it is given in tasks of their own, in order. A message to oneself comes without the delay of a timer. */
export function laterTask(): (next: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (next) => {
    waiting.push(next);
    port2.postMessage(null);
  };
}

function frameThen(later: (next: () => void) => void): (next: () => void) => void {
  return (next) => {
    let isDue = true;
    const go = () => {
      if (isDue) later(next);
      isDue = false;
    };
    // Before the frame is made; the task that follows comes after it.
    requestAnimationFrame(go);
    setTimeout(go, LONGEST_FRAME);
  };
}
