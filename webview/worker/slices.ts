/**
 * Milliseconds of work between two turns in which messages are heard. With the last piece of it, which is bounded by its
 * work and not by a clock (see src/simulation/slices.ts), a cancel is heard within 50 ms unless the machine itself is held up.
 */
const SLICE_MS = 12;

export interface SlicedRun<P> {
  now(): number;
  /** Lets waiting messages in. */
  turn(): Promise<void>;
  isCancelled(): boolean;
  /** Whether a report must not be skipped; of the others only a slice's last is passed on. */
  matters(progress: P): boolean;
  onProgress(progress: P): void;
}

/**
 * Drives a generator to its end in slices of a few milliseconds. Whatever happens, it is told to clean up.
 * @param work that yields often, with a report or without.
 * @returns its result, or null if it was cancelled.
 */
export async function runInSlices<P, R>(
  work: Generator<P | undefined, R | null>,
  run: SlicedRun<P>,
): Promise<R | null> {
  try {
    return await drive(work, run);
  } finally {
    work.return(null);
  }
}

async function drive<P, R>(work: Generator<P | undefined, R | null>, run: SlicedRun<P>): Promise<R | null> {
  for (;;) {
    const started = run.now();
    let latest: P | undefined;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
      latest = step.value ?? latest;
      if (latest !== undefined && run.matters(latest)) {
        run.onProgress(latest);
        latest = undefined;
      }
    } while (run.now() - started < SLICE_MS);
    if (latest !== undefined) run.onProgress(latest);
    await run.turn();
    if (run.isCancelled()) return null;
  }
}
