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

/** How the figures came about, in a sentence: whoever reads them elsewhere has no other way to know. */
export function provenance({ series, settings: { seeds, seed, batch, input } }: Report): string {
  if (series.every(({ simulated }) => simulated === null)) return `Predicted by mean-field theory, ${input} input.`;
  const last = seed + seeds - 1;
  return `Simulated by Init Lens: seeds ${seed} to ${last}, ${batch} examples each, ${input} input of second moment 1.`;
}

/** A name for a file, without what file systems refuse. */
export function fileName({ document, model }: Report, extension: string): string {
  const stem = `${document.replace(/\.[^.]*$/, '')}-${model}`
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'model' : stem.slice(0, 80)}-signal.${extension}`;
}
