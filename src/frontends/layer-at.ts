import type { Layer, ModelGraph } from '../model/graph.ts';
import { contains } from '../model/text.ts';
import { isImplicit } from './same-site.ts';

/** The layer whose written call or object is the smallest that holds the offset. */
export function layerAt(graphs: readonly ModelGraph[], offset: number): { graph: ModelGraph; layer: Layer } | null {
  let found: { graph: ModelGraph; layer: Layer } | null = null;
  for (const graph of graphs) {
    for (const layer of graph.layers) {
      const { call } = layer.source;
      if (isImplicit(layer) || !contains(call, offset)) continue;
      const best = found?.layer.source.call;
      if (best === undefined || call.end - call.start < best.end - best.start) found = { graph, layer };
    }
  }
  return found;
}
