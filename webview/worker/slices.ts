/** Milliseconds of work between two turns in which messages are heard: a cancel is felt as immediate. */
const SLICE_MS = 24;

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
 * @returns its result, or null if it was cancelled.
 */
export async function runInSlices<P, R>(work: Generator<P, R | null>, run: SlicedRun<P>): Promise<R | null> {
  try {
    return await drive(work, run);
  } finally {
    work.return(null);
  }
}

async function drive<P, R>(work: Generator<P, R | null>, run: SlicedRun<P>): Promise<R | null> {
  for (;;) {
    const started = run.now();
    let latest: P | null = null;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
      latest = step.value;
      if (run.matters(latest)) {
        run.onProgress(latest);
        latest = null;
      }
    } while (run.now() - started < SLICE_MS);
    if (latest !== null) run.onProgress(latest);
    await run.turn();
    if (run.isCancelled()) return null;
  }
}
