import { allLayers, type Layer, type ModelGraph, type WeightRole } from '../model/graph.ts';

/** Whether all layers that one written call made have the same initialiser for the weight, so that one text can replace it. */
export function sameAtSite(graphs: readonly ModelGraph[], layer: Layer, role: WeightRole): boolean {
  const specOf = (of: Layer) =>
    JSON.stringify(of.weights.find((weight) => weight.role === role)?.initializer.spec ?? null);
  const own = specOf(layer);
  return graphs.every((graph) =>
    allLayers(graph).every((other) => other.site !== layer.site || isImplicit(other) || specOf(other) === own),
  );
}

/** An input that nobody wrote: it stands at the place of the layer that implies it. */
export function isImplicit(layer: Layer): boolean {
  return layer.operation.kind === 'input' && layer.operation.implicit;
}
