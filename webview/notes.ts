import type { LayerStatistics } from '../src/model/statistics.ts';
import type { DocumentMessage, PanelModel } from '../src/protocol.ts';
import { element } from './dom.ts';

/** What the user has to know to read the figures right. */
export interface Note {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const HOW_TO_SET = 'Change the numbers above for this panel, or for good in the setting initLens.assume.';

/**
 * Notes on a model: what is missing from it, what was assumed, where a simulation differs from the model.
 * @param current statistics under the file's own initialisers.
 */
export function notesOn(
  document: DocumentMessage,
  { graph }: PanelModel,
  current: Iterable<LayerStatistics>,
): readonly Note[] {
  const approximations = [...current].flatMap(({ id, approximation }) =>
    approximation === null ? [] : [`${id}: ${approximation}`],
  );
  const assumed = graph.unknowns.map(({ what }) => what);
  const isSettable = graph.unknowns.some((unknown) => unknown.assumed !== null);
  return [
    { heading: 'Trained weights', sentences: graph.trained === null ? [] : [graph.trained] },
    { heading: 'Not all of the model could be read', sentences: graph.incompleteBecause },
    { heading: 'Assumed', sentences: [...assumed, ...(isSettable ? [HOW_TO_SET] : [])] },
    { heading: 'Approximated', sentences: [...new Set(approximations)] },
    { heading: 'Left out', sentences: document.notes },
  ].filter(({ sentences }) => sentences.length > 0);
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
