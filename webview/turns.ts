/** Milliseconds of drawing between two turns in which the page hears the user: well under the 50 that are felt. */
const SLICE_MS = 8;

/** Work that pauses wherever it yields. */
export type Drawing = Iterable<unknown>;

/**
 * Draws in slices, so that a large model stops neither a click nor a scroll. What is due under a name is dropped where
 * something newer comes under the same name; other work keeps its order.
 */
export class Turns {
  readonly #due = new Map<string, Iterator<unknown>>();
  readonly #now: () => number;
  readonly #later: (next: () => void) => void;
  #isAwaited = false;

  /**
   * @param now milliseconds.
   * @param later runs something in a task of its own, behind the input that waits.
   */
  constructor(now: () => number = () => performance.now(), later: (next: () => void) => void = laterTask()) {
    this.#now = now;
    this.#later = later;
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
    this.#later(() => {
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
        if (this.#now() >= end) return;
        isDone = this.#step(name, work);
      }
    }
  }

  /** Work that fails is not tried again. */
  #step(name: string, work: Iterator<unknown>): boolean {
    try {
      if (work.next().done !== true) return false;
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
