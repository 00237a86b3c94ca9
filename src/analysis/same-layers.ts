import type { ModelGraph } from '../model/graph.ts';

/** Whether two readings have the same models, layer by layer: what layers do, their output shapes, and their weights' roles and shapes. */
export function sameLayers(some: readonly ModelGraph[], others: readonly ModelGraph[]): boolean {
  return some.length === others.length && some.every((graph, i) => layersOf(graph) === layersOf(others[i]));
}

function layersOf(graph: ModelGraph | undefined): string {
  const layers = graph?.layers.map(({ operation, outputShape, weights }) => [
    operation.kind,
    outputShape,
    weights.map(({ role, shape }) => [role, shape]),
  ]);
  return JSON.stringify(layers);
}
