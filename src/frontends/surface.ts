import type { Surface } from '../dialects/dialect.ts';
import type { ModelGraph, SiteId } from '../model/graph.ts';

/** The site of a layer that is described by an object, at its offset. */
export function objectSite(offset: number): SiteId {
  return `object@${offset}`;
}

/** Whether a model is built by code or described as JSON, which a script may do too. */
export function surfaceOf(graph: ModelGraph): Surface {
  return graph.layers[0]?.site.startsWith(objectSite(0).slice(0, -1)) === true ? 'json' : 'code';
}
