import type { ModelGraph } from '../../../src/model/graph.ts';
import type { Losses } from '../../convergence/messages.ts';
import type { TrainingOptions } from '../../convergence/options.ts';
import { Batches } from './batches.ts';
import { useBackend } from './kernels/backend.ts';
import { Trainee } from './trainee.ts';

export interface TrainingListener {
  now(): number;
  /** What has come since the last report, and the share of all steps that is done, 0 to 1. */
  onProgress(fraction: number, losses: readonly Losses[]): void;
  /** Before a repeat's first step: the loss of the best answer that does not look at the input. */
  onChance(repeat: number, chance: number): void;
}

/** Milliseconds between two reports. */
const REPORT_MS = 100;

/**
 * Trains the graph under each scheme, all in step with one another on the same data, and again for each repeat.
 * A training whose loss is no number any more has ended: it gets no further losses.
 * @throws Refused with a sentence for the user.
 */
export async function train(
  graphs: readonly ModelGraph[],
  options: TrainingOptions,
  listener: TrainingListener,
): Promise<void> {
  await useBackend();
  const total = options.repeats * options.steps;
  for (let repeat = 0; repeat < options.repeats; repeat++) {
    await trainOnce(
      graphs,
      options,
      repeat,
      (step, losses) => {
        listener.onProgress((repeat * options.steps + step) / total, losses);
      },
      listener,
    );
  }
}

async function trainOnce(
  graphs: readonly ModelGraph[],
  options: TrainingOptions,
  repeat: number,
  report: (step: number, losses: Losses[]) => void,
  { now, onChance }: TrainingListener,
): Promise<void> {
  const [first] = graphs;
  if (first === undefined) return;
  const seed = options.seed + repeat;
  const batches = new Batches(first, options, seed);
  const trainees: Trainee[] = [];
  try {
    for (const graph of graphs) trainees.push(await Trainee.create(graph, options, seed));
    onChance(repeat, batches.chance);
    const ended = new Set<number>();
    let pending = graphs.map((): number[] => []);
    let from = 0;
    let last = now();
    for (let step = 0; step < options.steps; step++) {
      for (const [scheme, trainee] of trainees.entries()) {
        if (ended.has(scheme)) continue;
        const loss = trainee.step(batches.at(step));
        pending[scheme]?.push(loss);
        if (!Number.isFinite(loss)) ended.add(scheme);
      }
      if (now() - last < REPORT_MS && step < options.steps - 1) continue;
      report(
        step + 1,
        pending.map((losses, scheme) => ({ scheme, repeat, from, losses })),
      );
      pending = graphs.map(() => []);
      from = step + 1;
      last = now();
    }
  } finally {
    for (const trainee of trainees) trainee.dispose();
    batches.dispose();
  }
}

/** Steps that are measured, unless they take longer than so many milliseconds. */
const MEASURED_STEPS = 10;
const MEASURED_MS = 1000;

/**
 * Seconds that a step of the graph takes here: the shortest of a few, since the first ones are not compiled yet.
 * @throws Refused with a sentence for the user.
 */
export async function secondsPerStep(graph: ModelGraph, options: TrainingOptions, now: () => number): Promise<number> {
  await useBackend();
  const batches = new Batches(graph, options, options.seed);
  try {
    const trainee = await Trainee.create(graph, options, options.seed);
    try {
      const begun = now();
      let shortest = Number.POSITIVE_INFINITY;
      for (let step = 0; step < MEASURED_STEPS && (step < 2 || now() - begun < MEASURED_MS); step++) {
        const started = now();
        trainee.step(batches.at(step));
        shortest = Math.min(shortest, now() - started);
      }
      return shortest / 1000;
    } finally {
      trainee.dispose();
    }
  } finally {
    batches.dispose();
  }
}
