import type { Analysis } from '../analyser.ts';
import { layerById } from '../model/graph.ts';
import { activationCompletions } from './activation-completions.ts';
import { initializerCompletions } from './initializer-completions.ts';
import type { ValueCompletion } from './value-completion.ts';

const ACTIVATION = /^(?:recurrent_?)?activation$/i;

/** Best first; empty where no initialiser and no activation is written, so also in comments and other strings. */
export function completionsAt(analysis: Analysis, offset: number): ValueCompletion[] {
  const place = analysis.reading.valueAt(offset);
  const layer = place === null ? undefined : layerById(place.graph, place.layer);
  if (place === null || layer === undefined) return [];
  const weight = layer.weights.find(({ option }) => option === place.option);
  if (weight !== undefined) return initializerCompletions(analysis, place, layer, weight);
  return ACTIVATION.test(place.option) && place.form !== 'className'
    ? activationCompletions(analysis, place, layer)
    : [];
}
