import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../src/model/graph.ts';
import { trainingCost } from './cost.ts';
import { duration } from './duration.ts';
import { STEPS, type TrainingOptions } from './options.ts';

/** Products a second that a common machine does at least; only to refuse what is far beyond it, before it is tried. */
const PRODUCTS_PER_SECOND = 1e9;
/** Seconds that one step may take: the measurement takes two. */
const LONGEST_STEP = 20;
/** Seconds that a whole training may take. */
const LONGEST = 15 * 60;
/** Bytes of all models that are trained side by side. */
const MOST_BYTES = 1.5e9;

/** How many trainings of how many steps are asked for. */
export interface Extent {
  readonly schemes: number;
  readonly options: TrainingOptions;
}

/** Why a model is too large to be tried here, in a sentence with the time that it would take; null if it is not. */
export function tooLarge(graph: ModelGraph, { schemes, options }: Extent): string | null {
  const { products, bytes } = trainingCost(graph, options.batch);
  const step = products / PRODUCTS_PER_SECOND;
  if (step > LONGEST_STEP) {
    return l10n.t(
      'This model is too large to be trained here: one step would take about {0}, all {1} steps about {2}. A smaller batch, or a smaller copy of the model, shows the same.',
      duration(step),
      options.steps,
      duration(total(step, { schemes, options })),
    );
  }
  if (bytes * schemes <= MOST_BYTES) return null;
  return l10n.t(
    'This model is too large to be trained here: it would take about {0} GB of memory. Choose a smaller batch or fewer initialisers.',
    ((bytes * schemes) / 1e9).toFixed(1),
  );
}

/** Why a training that was measured would take too long, with what would not; null if it would not. */
export function tooLong(secondsPerStep: number, extent: Extent): string | null {
  const seconds = total(secondsPerStep, extent);
  if (seconds <= LONGEST) return null;
  const { options } = extent;
  const fits = STEPS.filter((steps) => total(secondsPerStep, { ...extent, options: { ...options, steps } }) <= LONGEST);
  const most = fits.at(-1);
  const long = l10n.t(
    'This would take about {0} on this machine ({1} a step).',
    duration(seconds),
    duration(secondsPerStep),
  );
  return most === undefined
    ? l10n.t('{0} Choose a smaller batch, fewer seeds or fewer initialisers.', long)
    : l10n.t('{0} {1} steps would fit into {2}.', long, most, duration(LONGEST));
}

/** What a training is expected to take. */
export function expected(secondsPerStep: number, extent: Extent): string {
  return l10n.t(
    'Expected: about {0} on this machine, {1} a step.',
    duration(total(secondsPerStep, extent)),
    duration(secondsPerStep),
  );
}

function total(secondsPerStep: number, { schemes, options }: Extent): number {
  return secondsPerStep * schemes * options.steps * options.repeats;
}
