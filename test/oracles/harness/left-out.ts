import { allLayers } from '../../../src/model/graph.ts';
import type { Pair } from './agreement.ts';

/** Why a graph is not meant to say what its model computes; null if it is. */
export function whyLeftOut({ graph }: Pair): string | null {
  for (const { operation, activation, weights } of allLayers(graph)) {
    if (operation.kind === 'opaque') return `${operation.className} is a layer that is not read`;
    if (activation.own?.name === 'unknown') return `${activation.own.written} is an activation that is not read`;
    if (weights.some(({ initializer }) => initializer.sampled.family === 'unknown'))
      return 'an initialiser is not read';
  }
  return null;
}
