import * as l10n from '@vscode/l10n';
import type { ShownLayer } from '../layers.ts';
import type { Series } from '../series.ts';
import type { PanelSettings } from '../settings.ts';

/** What is shown of a model, as it can be taken away. */
export interface Report {
  readonly document: string;
  readonly model: string;
  readonly verdict: string;
  readonly settings: Pick<PanelSettings, 'seeds' | 'seed' | 'batch' | 'input'>;
  readonly layers: readonly ShownLayer[];
  readonly series: readonly Series[];
}

const INPUT_WORDS: Readonly<Record<PanelSettings['input'], string>> = {
  normal: l10n.t('normal'),
  uniform: l10n.t('uniform'),
  constant: l10n.t('constant'),
};

/** How the figures came about, in a sentence: whoever reads them elsewhere has no other way to know. */
export function provenance({ series, settings: { seeds, seed, batch, input } }: Report): string {
  if (series.every(({ simulated }) => simulated === null))
    return l10n.t('Predicted by mean-field theory, {0} input.', INPUT_WORDS[input]);
  const last = seed + seeds - 1;
  return l10n.t(
    'Simulated by Init Lens: seeds {0} to {1}, {2} examples each, {3} input of second moment 1.',
    seed,
    last,
    batch,
    INPUT_WORDS[input],
  );
}

/** A name for a file, without what file systems refuse. */
export function fileName({ document, model }: Report, extension: string): string {
  const stem = `${document.replace(/\.[^.]*$/, '')}-${model}`
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'model' : stem.slice(0, 80)}-signal.${extension}`;
}
