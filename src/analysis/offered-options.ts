import type { Analysis } from '../analyser.ts';
import type { OptionInsertion } from '../frontends/frontend.ts';
import { surfaceOf } from '../frontends/surface.ts';
import { isKernel, layerById } from '../model/graph.ts';

/** What can be inserted at the offset: an option for each kernel of the layer whose initialiser is not written yet. */
export function offeredOptions(analysis: Analysis, offset: number): OptionInsertion[] {
  const at = analysis.reading.positionAt(offset);
  if (at === null) return [];
  const weights = layerById(at.graph, at.layer)?.weights ?? [];
  // Most of a saved model is values of other options, in which nothing can be inserted.
  const isOther = at.where === 'value' && weights.every(({ option }) => option !== at.option);
  if (at.where === 'name' || (isOther && surfaceOf(at.graph) === 'json')) return [];
  return weights.flatMap(({ role }) => {
    const recommendation = isKernel(role) ? analysis.recommendation(at.graph, at.layer, role) : null;
    if (recommendation === null) return [];
    // Null where the option is written already.
    const insertion = analysis.reading.optionInsertion(offset, role, recommendation.initializer);
    return insertion === null ? [] : [insertion];
  });
}
