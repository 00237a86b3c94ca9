import * as l10n from '@vscode/l10n';
import { outcomeOf } from './outcome.ts';
import type { TrainingRun } from './training-run.ts';
import { outcomeSentence } from './words.ts';

/** What a training has come to, a sentence for each choice of initialisers; before its end, what has come of it so far. */
export function runSentences(run: TrainingRun, isStale: boolean): string[] {
  const { chance, curves, state } = run;
  const outcomes = curves.flatMap(({ phrase, points }) => {
    const outcome = chance === null ? null : outcomeOf(points, chance);
    return outcome === null ? [] : [outcomeSentence(phrase, outcome, points.length)];
  });
  const stopped = l10n.t('Stopped after {0} of {1} steps.', run.steps, run.options.steps);
  return [
    ...(isStale ? [l10n.t('These losses are of an earlier version of the model.')] : []),
    ...(state === 'stopped' ? [stopped] : []),
    // While it runs, the curves say it: sentences that change are read out again and again.
    ...(state === 'running' ? [] : outcomes),
  ];
}

/** What the chart shows, for those who do not see it. */
export function runLabel(run: TrainingRun): string {
  return l10n.t(
    'Loss over {0} steps of training. {1} The table below has the figures.',
    run.options.steps,
    runSentences(run, false).join(' '),
  );
}

/** Words change so often: they are read out each time. */
const TOLD = 10;

/** How far a training is, in words. */
export function runStatus(run: TrainingRun): string {
  const { steps, repeats } = run.options;
  if (run.steps === 0) return l10n.t('Preparing…');
  const done = run.fraction * repeats;
  const repeat = Math.min(repeats - 1, Math.floor(done));
  const step = Math.round((Math.floor((done - repeat) * TOLD) / TOLD) * steps);
  return repeats === 1
    ? l10n.t('Training: step {0} of {1}', step, steps)
    : l10n.t('Training: step {0} of {1}, seed {2} of {3}', step, steps, repeat + 1, repeats);
}
