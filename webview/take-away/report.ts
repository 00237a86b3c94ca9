import * as l10n from '@vscode/l10n';
import type { TrainingRun } from '../convergence/training-run.ts';
import { countsOf, figure } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import type { Series } from '../series.ts';
import type { PanelSettings } from '../settings.ts';
import { differenceOf } from '../what-if/differences.ts';

/** What is shown of a model, as it can be taken away. */
export interface Report {
  readonly document: string;
  readonly model: string;
  readonly verdict: string;
  readonly settings: Pick<PanelSettings, 'seeds' | 'seed' | 'batch' | 'input' | 'scale' | 'whatIf'>;
  /** What differs from the file, in words; empty where the file's own model is shown. */
  readonly differences: readonly string[];
  readonly layers: readonly ShownLayer[];
  readonly series: readonly Series[];
  /** The last training; null if there was none. */
  readonly training: TrainingRun | null;
}

const INPUT_WORDS: Readonly<Record<PanelSettings['input'], string>> = {
  normal: l10n.t('normal'),
  uniform: l10n.t('uniform'),
  constant: l10n.t('constant'),
};

/** How the figures came about, in a sentence: whoever reads them elsewhere has no other way to know. */
export function provenance(report: Report): string {
  const { differences } = report;
  return differences.length === 0 ? origin(report) : `${differenceOf(differences)} ${origin(report)}`;
}

function origin({ series, settings: { seeds, seed, input, scale } }: Report): string {
  const examples = series.flatMap((each) => each.examples ?? []);
  if (examples.length === 0) {
    return scale === 1
      ? l10n.t('Predicted by mean-field theory, {0} input.', INPUT_WORDS[input])
      : l10n.t(
          'Predicted by mean-field theory, {0} input of second moment {1}.',
          INPUT_WORDS[input],
          figure(scale ** 2),
        );
  }
  const last = seed + seeds - 1;
  return l10n.t(
    'Simulated by Init Lens: seeds {0} to {1}, {2} examples each, {3} input of second moment {4}.',
    seed,
    last,
    countsOf(examples),
    INPUT_WORDS[input],
    figure(scale ** 2),
  );
}

/** A name for a file, without what file systems refuse. */
export function fileName({ document, model }: Report, extension: string): string {
  const stem = `${document.replace(/\.[^.]*$/, '')}-${model}`
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'model' : stem.slice(0, 80)}-signal.${extension}`;
}
