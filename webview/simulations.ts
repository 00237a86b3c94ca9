import type { ModelGraph } from '../src/model/graph.ts';
import type { LayerStatistics } from '../src/model/statistics.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import type { SimulationOptions } from '../src/simulation/simulate.ts';
import { Results } from './results.ts';
import { byLayer, type StatisticsByLayer } from './series.ts';
import { signatureOf } from './signature.ts';
import type { SimulationWorker } from './simulation-worker.ts';

export interface Job {
  /** The scheme's id. */
  readonly scheme: string;
  /** The graph under that scheme. */
  readonly graph: ModelGraph;
  readonly options: SimulationOptions;
}

export interface Result {
  readonly statistics: StatisticsByLayer;
  /** Examples a seed: fewer than the job asked for where memory would not do. */
  readonly batch: number;
  /** Over all seeds, over the seeds done so far, or of an earlier job than the one asked for last. */
  readonly state: 'complete' | 'partial' | 'stale';
}

/** A job that was asked for, and what its scheme shows as long as it has no figures. */
interface Asked {
  readonly signature: string;
  readonly before: Result | null;
}

interface Signed {
  readonly job: Job;
  readonly signature: string;
}

interface Current {
  readonly total: number;
  done: number;
  fraction: number;
  cancel: () => void;
}

/**
 * Runs simulations one after the other in the order in which they are asked for, and keeps their results by what was
 * simulated: what comes back, by an undo or a scheme that is switched on again, is there at once, and two schemes that
 * make the same graph are simulated once.
 */
export class Simulations {
  readonly #worker: SimulationWorker;
  readonly #onChange: () => void;
  readonly #results: Results;
  /** By scheme. */
  #asked: ReadonlyMap<string, Asked> = new Map();
  #current: Current | null = null;
  #error: string | null = null;
  #kernels: Kernels | null = null;

  constructor(worker: SimulationWorker, onChange: () => void, results: Results = new Results()) {
    this.#worker = worker;
    this.#onChange = onChange;
    this.#results = results;
  }

  /** Share of what was asked for last that is done, 0 to 1; null if nothing runs. */
  get progress(): number | null {
    const current = this.#current;
    return current === null ? null : (current.done + current.fraction) / current.total;
  }

  /** What went wrong in the last run; null if nothing did. */
  get error(): string | null {
    return this.#error;
  }

  /** Who computed what was reported last; null before anything was. */
  get kernels(): Kernels | null {
    return this.#kernels;
  }

  /** The scheme's last statistics, of an earlier job as long as there are no newer ones. */
  result(scheme: string): Result | null {
    const asked = this.#asked.get(scheme);
    if (asked === undefined) return null;
    const kept = this.#results.get(asked.signature);
    if (kept !== null) return kept;
    return asked.before && { ...asked.before, state: 'stale' };
  }

  /** Drops what runs and simulates the jobs whose results are not there yet. */
  start(jobs: readonly Job[]): void {
    this.#current?.cancel();
    this.#current = null;
    this.#error = null;
    const signed = jobs.map((job): Signed => ({ job, signature: signatureOf(job.graph, job.options) }));
    this.#asked = new Map(
      signed.map(({ job: { scheme }, signature }) => [scheme, { signature, before: this.result(scheme) }]),
    );
    this.#results.use(new Set(signed.map(({ signature }) => signature)));
    const missing = firstOfEach(signed).filter(({ signature }) => this.#results.get(signature)?.state !== 'complete');
    if (missing.length > 0) this.#next(missing, { total: missing.length, done: 0, fraction: 0, cancel: () => {} });
    this.#onChange();
  }

  /** Stops; the seeds that are done stay. */
  cancel(): void {
    this.#current?.cancel();
    this.#current = null;
    this.#onChange();
  }

  /** Another model: earlier results are not shown for it. */
  forget(): void {
    this.#current?.cancel();
    this.#current = null;
    this.#asked = new Map();
  }

  #next(queue: readonly Signed[], current: Current): void {
    const [first, ...rest] = queue;
    this.#current = first === undefined ? null : current;
    if (first === undefined) return;
    const { job, signature } = first;
    let batch = job.options.batch;
    const keep = (statistics: readonly LayerStatistics[], state: 'complete' | 'partial') =>
      this.#results.set(signature, { statistics: byLayer(statistics), batch, state });
    current.fraction = 0;
    current.cancel = this.#worker.run(job.graph, job.options, {
      onProgress: (progress) => {
        current.fraction = progress.fraction;
        this.#kernels = progress.kernels;
        batch = progress.batch;
        if (progress.statistics !== null) keep(progress.statistics, 'partial');
        this.#onChange();
      },
      onDone: (statistics) => {
        keep(statistics, 'complete');
        current.done++;
        this.#next(rest, current);
        this.#onChange();
      },
      onFailed: (message) => {
        this.#current = null;
        this.#error = message;
        this.#onChange();
      },
    });
  }
}

/** One job of each signature, in the order given. */
function firstOfEach(signed: readonly Signed[]): Signed[] {
  const seen = new Set<string>();
  return signed.filter(({ signature }) => {
    const isNew = !seen.has(signature);
    seen.add(signature);
    return isNew;
  });
}
