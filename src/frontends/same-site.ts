import { allLayers, type Layer, type ModelGraph, type SiteId, type WeightRole } from '../model/graph.ts';
import { Notes } from '../model/notes.ts';

/** Whether all layers that one written call made have the same initialiser for the weight, so that one text can replace it. */
export function sameAtSite(graphs: readonly ModelGraph[], layer: Layer, role: WeightRole): boolean {
  const specOf = (of: Layer) =>
    JSON.stringify(of.weights.find((weight) => weight.role === role)?.initializer.spec ?? null);
  const own = specOf(layer);
  const others = layersBySite(graphs).get(layer.site) ?? [];
  return others.every((other) => isImplicit(other) || specOf(other) === own);
}

/** Every fix of a file asks, and a file may hold thousands of models. */
const known = new Notes<readonly ModelGraph[], ReadonlyMap<SiteId, readonly Layer[]>>();

function layersBySite(graphs: readonly ModelGraph[]): ReadonlyMap<SiteId, readonly Layer[]> {
  const before = known.get(graphs);
  if (before !== undefined) return before;
  const sites = new Map<SiteId, Layer[]>();
  for (const layer of graphs.flatMap(allLayers)) {
    const group = sites.get(layer.site);
    if (group === undefined) sites.set(layer.site, [layer]);
    else group.push(layer);
  }
  known.set(graphs, sites);
  return sites;
}

/** An input that nobody wrote: it stands at the place of the layer that implies it. */
export function isImplicit(layer: Layer): boolean {
  return layer.operation.kind === 'input' && layer.operation.implicit;
}
