import type { LayerId, ModelGraph } from './graph.ts';

/** Where a loss gradient enters: the graph's outputs, or in a loose graph the layers that nothing consumes. */
export function lossLayers(graph: ModelGraph): readonly LayerId[] {
  if (graph.outputs.length > 0) return graph.outputs;
  const consumed = new Set(graph.layers.flatMap((layer) => layer.inputs));
  return graph.layers.map((layer) => layer.id).filter((id) => !consumed.has(id));
}
