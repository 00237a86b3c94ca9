import { allLayers } from '../../../src/model/graph.ts';
import type { Pair } from './agreement.ts';
import { usesOf } from './tfjs-uses.ts';

/** Why a graph is not meant to say what its model computes; null if it is. */
export function whyLeftOut({ graph, model }: Pair): string | null {
  for (const { operation, activation, weights } of allLayers(graph)) {
    if (operation.kind === 'opaque') return `${operation.className} is a layer that is not read`;
    if (activation.own?.name === 'unknown') return `${activation.own.written} is an activation that is not read`;
    if (weights.some(({ initializer }) => initializer.sampled.family === 'unknown'))
      return 'an initialiser is not read';
  }
  if (usesOf(model).nodes.some(({ layer }) => dropsWithin(layer.getConfig()))) {
    return 'a recurrent layer drops values at every step, which the graph does not hold';
  }
  return null;
}

const RATES: ReadonlySet<string> = new Set(['dropout', 'recurrentDropout']);

/** Whether a recurrent layer's options, or those of one inside a wrapper, ask for dropout. */
function dropsWithin(config: object): boolean {
  return Object.entries(config).some(([name, value]: [string, unknown]) => {
    if (RATES.has(name)) return typeof value === 'number' && value > 0;
    return typeof value === 'object' && value !== null && dropsWithin(value);
  });
}
