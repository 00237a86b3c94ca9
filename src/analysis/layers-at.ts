import { layerAt } from '../frontends/layer-at.ts';
import { isImplicit } from '../frontends/same-site.ts';
import { allLayers, type Layer, type LayerId, type ModelGraph, type SiteId } from '../model/graph.ts';
import { lineAt } from '../model/lines.ts';

/** The layers of one graph that the cursor is on. */
export interface LayersAt {
  readonly graph: ModelGraph;
  /** The graph's own layers, all that the call makes. */
  readonly layers: readonly LayerId[];
}

/**
 * The layers whose call holds an offset, or stands in its line: who puts the cursor in front of `model.add(` means what is
 * added. A call that makes several layers, in a loop or for several graphs, gives them all.
 * @param starts offsets at which the text's lines start.
 */
export function layersAt(graphs: readonly ModelGraph[], offset: number, starts: readonly number[]): LayersAt[] {
  const site = layerAt(graphs, offset)?.layer.site ?? siteInLine(graphs, offset, starts);
  if (site === null) return [];
  return graphs.flatMap((graph) => {
    const isMade = (layer: Layer) => allLayers({ layers: [layer] }).some((part) => part.site === site);
    const layers = graph.layers.filter((layer) => !isImplicit(layer) && isMade(layer));
    return layers.length === 0 ? [] : [{ graph, layers: layers.map(({ id }) => id) }];
  });
}

/** Of the calls with a line in common with the offset the one of the fewest lines, the first among equals. */
function siteInLine(graphs: readonly ModelGraph[], offset: number, starts: readonly number[]): SiteId | null {
  const line = lineAt(starts, offset);
  let best: { readonly site: SiteId; readonly lines: number } | null = null;
  for (const layer of graphs.flatMap(allLayers)) {
    if (isImplicit(layer)) continue;
    const [first, last] = linesOf(layer, starts);
    if (line < first || line > last) continue;
    if (best === null || last - first < best.lines) best = { site: layer.site, lines: last - first };
  }
  return best?.site ?? null;
}

function linesOf({ source: { call } }: Layer, starts: readonly number[]): [number, number] {
  return [lineAt(starts, call.start), lineAt(starts, call.end)];
}
