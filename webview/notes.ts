import * as l10n from '@vscode/l10n';
import type { LayerStatistics } from '../src/model/statistics.ts';
import type { DocumentMessage, PanelModel } from '../src/protocol.ts';
import { element } from './dom.ts';

/** What the user has to know to read the figures right. */
export interface Note {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const HOW_TO_SET = l10n.t('Change the numbers above for this panel, or for good in the setting initLens.assume.');

/**
 * Notes on a model: what is missing from it, what was assumed, where a simulation differs from the model.
 * @param current statistics under the file's own initialisers.
 */
export function notesOn(
  document: DocumentMessage,
  { graph }: PanelModel,
  current: Iterable<LayerStatistics>,
): readonly Note[] {
  const assumed = graph.unknowns.map(({ what }) => what);
  const isSettable = graph.unknowns.some((unknown) => unknown.assumed !== null);
  return [
    { heading: l10n.t('Trained weights'), sentences: graph.trained === null ? [] : [graph.trained] },
    { heading: l10n.t('Not all of the model could be read'), sentences: graph.incompleteBecause },
    { heading: l10n.t('Assumed'), sentences: [...assumed, ...(isSettable ? [HOW_TO_SET] : [])] },
    { heading: l10n.t('Approximated'), sentences: approximations([...current]) },
    { heading: l10n.t('Left out'), sentences: document.notes },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** Layers listed by name in front of what holds for all of them. */
const MOST_NAMED = 4;

/** What is said of several layers alike is said once. */
function approximations(statistics: readonly LayerStatistics[]): string[] {
  const layersOf = new Map<string, string[]>();
  for (const { id, approximation } of statistics) {
    if (approximation !== null) layersOf.set(approximation, [...(layersOf.get(approximation) ?? []), id]);
  }
  return [...layersOf].map(([sentence, layers]) => l10n.t('{0}: {1}', namesOf(layers, statistics.length), sentence));
}

function namesOf(layers: readonly string[], all: number): string {
  if (layers.length === all && all > 1) return l10n.t('All {0} layers', all);
  const more = layers.length - MOST_NAMED;
  const named = layers.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? l10n.t('{0} and {1} more', named, more) : named;
}

export function noteElements(notes: readonly Note[]): HTMLElement[] {
  return notes.map(({ heading, sentences }) =>
    element(
      'section',
      { class: 'note' },
      element('h2', {}, heading),
      element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence))),
    ),
  );
}
