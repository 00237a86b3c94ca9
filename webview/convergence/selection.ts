import { applyScheme } from '../../src/model/scheme.ts';
import { schemeLabel } from '../schemes/names.ts';
import type { ShownModel } from '../shown-model.ts';
import { MOST_CURVES } from './palette.ts';
import type { TrainedScheme } from './training-run.ts';
import { schemePhrase } from './words.ts';

/**
 * What is trained, current and recommended first: what the user has ticked, else what the charts show.
 * @param ticked in any order, perhaps with schemes that another model had; null if the user has ticked nothing.
 */
export function chosenSchemes({ model, schemes }: ShownModel, ticked: readonly string[] | null): string[] {
  const wanted = new Set(ticked ?? schemes.map(({ scheme }) => scheme));
  return model.schemes.flatMap(({ id }) => (wanted.has(id) ? [id] : [])).slice(0, MOST_CURVES);
}

/** The graph under each of the chosen schemes, as the charts have it where they show it. */
export function trainedSchemes({ model, schemes }: ShownModel, chosen: readonly string[]): TrainedScheme[] {
  return chosen.flatMap((id) => {
    const scheme = model.schemes.find((known) => known.id === id);
    if (scheme === undefined) return [];
    const graph = schemes.find((shown) => shown.scheme === id)?.graph ?? applyScheme(model.graph, scheme);
    return [{ scheme: id, label: schemeLabel(id), phrase: schemePhrase(id, graph), graph }];
  });
}
