import * as l10n from '@vscode/l10n';
import { allLayers, isKernel, type ModelGraph } from '../../src/model/graph.ts';
import { figure } from '../figures.ts';
import { listOfAll } from '../language.ts';
import type { OptimizerName, TaskName } from './options.ts';
import type { Outcome } from './outcome.ts';

/** Names that are listed of the initialisers in a model. */
const MOST_NAMES = 2;

/** What a choice of initialisers is called within a sentence: "With {0}, …". */
export function schemePhrase(scheme: string, graph: ModelGraph): string {
  const used = [...new Set(kernelInitializers(graph))];
  const names = used.length > MOST_NAMES ? '' : listOfAll(used);
  if (scheme === 'current') {
    return names === '' ? l10n.t("the file's initialisers") : l10n.t("the file's initialisers ({0})", names);
  }
  if (scheme === 'recommended') {
    return names === '' ? l10n.t('the recommended initialisers') : l10n.t('the recommended initialisers ({0})', names);
  }
  return l10n.t('{0} everywhere', scheme);
}

function kernelInitializers(graph: ModelGraph): string[] {
  return allLayers(graph).flatMap(({ weights }) =>
    weights.flatMap(({ role, initializer }) => (isKernel(role) ? [initializer.spec.name] : [])),
  );
}

/** A sentence on what a training came to. @param steps that were run. */
export function outcomeSentence(phrase: string, outcome: Outcome, steps: number): string {
  if (outcome.kind === 'diverged') {
    return l10n.t(
      'With {0}, the training diverged: from step {1} on the loss is no number any more.',
      phrase,
      outcome.step,
    );
  }
  const [first, last] = [figure(outcome.first), figure(outcome.last)];
  switch (outcome.kind) {
    case 'still':
      return l10n.t('With {0}, the loss has not moved after {1} steps: it is {2}.', phrase, steps, last);
    case 'rose':
      return l10n.t('With {0}, the loss rose from {1} to {2} in {3} steps.', phrase, first, last, steps);
    case 'chance':
      return l10n.t(
        'With {0}, the loss fell from {1} to {2} in {3} steps, which an answer that ignores the input gives too.',
        phrase,
        first,
        last,
        steps,
      );
    case 'fell':
      return l10n.t('With {0}, the loss fell from {1} to {2} in {3} steps.', phrase, first, last, steps);
  }
}

/** The same in a word or two, for the table. */
export function outcomeWord(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'diverged':
      return l10n.t('Diverged at step {0}', outcome.step);
    case 'still':
      return l10n.t('Has not moved');
    case 'rose':
      return l10n.t('Rose');
    case 'chance':
      return l10n.t('Learnt nothing of the input');
    case 'fell':
      return l10n.t('Learns');
  }
}

export function optimizerName(optimizer: OptimizerName): string {
  switch (optimizer) {
    case 'sgd':
      return l10n.t('Gradient descent');
    case 'momentum':
      return l10n.t('Momentum 0.9');
    case 'adam':
      return l10n.t('Adam');
  }
}

export function taskName(task: TaskName): string {
  switch (task) {
    case 'linear':
      return l10n.t('Linear map');
    case 'teacher':
      return l10n.t('Teacher network');
    case 'random':
      return l10n.t('Random targets');
  }
}
