import type { ModelGraph } from '../src/model/graph.ts';
import type { LayerStatistics } from '../src/model/statistics.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import type { SimulationOptions } from '../src/simulation/simulate.ts';
import { byLayer, type StatisticsByLayer } from './series.ts';
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
  /** Over all seeds, over the seeds done so far, or of an earlier job than the one asked for last. */
  readonly state: 'complete' | 'partial' | 'stale';
}

interface Kept extends Result {
  readonly signature: string;
}

interface Current {
  readonly total: number;
  done: number;
  fraction: number;
  cancel: () => void;
}

/** Runs simulations one after the other, keeps each scheme's last result, and does not repeat what it has. */
export class Simulations {
  readonly #worker: SimulationWorker;
  readonly #onChange: () => void;
  readonly #kept = new Map<string, Kept>();
  #current: Current | null = null;
  #error: string | null = null;
  #kernels: Kernels | null = null;

  constructor(worker: SimulationWorker, onChange: () => void) {
    this.#worker = worker;
    this.#onChange = onChange;
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
    return this.#kept.get(scheme) ?? null;
  }

  /** Drops what runs and simulates the jobs whose results are not there yet. */
  start(jobs: readonly Job[]): void {
    this.#current?.cancel();
    this.#current = null;
    this.#error = null;
    const signed = jobs.map((job) => ({ job, signature: signatureOf(job) }));
    const missing = signed.filter(({ job, signature }) => !this.#has(job.scheme, signature));
    for (const { job } of missing) {
      const kept = this.#kept.get(job.scheme);
      if (kept !== undefined) this.#kept.set(job.scheme, { ...kept, state: 'stale' });
    }
    if (missing.length > 0) this.#next(missing, { total: missing.length, done: 0, fraction: 0, cancel: () => {} });
    this.#onChange();
  }

  /** Stops; the seeds that are done stay. */
  cancel(): void {
    this.#current?.cancel();
    this.#current = null;
    this.#onChange();
  }

  /** Another model: earlier results are not about it. */
  forget(): void {
    this.#current?.cancel();
    this.#current = null;
    this.#kept.clear();
  }

  #has(scheme: string, signature: string): boolean {
    const kept = this.#kept.get(scheme);
    return kept?.state === 'complete' && kept.signature === signature;
  }

  #next(queue: readonly { job: Job; signature: string }[], current: Current): void {
    const [first, ...rest] = queue;
    this.#current = first === undefined ? null : current;
    if (first === undefined) return;
    const { job, signature } = first;
    const keep = (statistics: readonly LayerStatistics[], state: Result['state']) =>
      this.#kept.set(job.scheme, { statistics: byLayer(statistics), state, signature });
    current.fraction = 0;
    current.cancel = this.#worker.run(job.graph, job.options, {
      onProgress: ({ fraction, statistics, kernels }) => {
        current.fraction = fraction;
        this.#kernels = kernels;
        if (statistics !== null) keep(statistics, 'partial');
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

/** Where things stand in the file, and what is said about them, changes no number. */
const UNSIMULATED = new Set(['span', 'source', 'site', 'problems', 'unknowns', 'complete', 'incompleteBecause']);

/** The same for two jobs that give the same numbers: an edit elsewhere in the file starts nothing. */
export function signatureOf({ graph, options }: Pick<Job, 'graph'> & { readonly options: object }): string {
  return JSON.stringify([options, graph], (key, value: unknown) => (UNSIMULATED.has(key) ? undefined : value));
}
