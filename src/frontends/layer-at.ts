import { allLayers, type Layer, type ModelGraph } from '../model/graph.ts';
import { contains } from '../model/text.ts';
import { isImplicit } from './same-site.ts';

/** The layer, or part of one, whose written call or object is the smallest that holds the offset. */
export function layerAt(graphs: readonly ModelGraph[], offset: number): { graph: ModelGraph; layer: Layer } | null {
  let found: { graph: ModelGraph; layer: Layer } | null = null;
  for (const graph of graphs) {
    for (const layer of allLayers(graph)) {
      const { call } = layer.source;
      if (isImplicit(layer) || !contains(call, offset)) continue;
      const best = found?.layer;
      if (best === undefined || length(layer) < length(best) || isPartOf(layer, best)) found = { graph, layer };
    }
  }
  return found;
}

function length({ source: { call } }: Layer): number {
  return call.end - call.start;
}

/** A layer that every time step runs has the place of its wrapper, if that is not written. */
function isPartOf(layer: Layer, whole: Layer): boolean {
  return length(layer) === length(whole) && layer.id.startsWith(`${whole.id}/`);
}
