import type { Analysis } from '../analyser.ts';
import type { ModelGraph } from '../model/graph.ts';
import { applyScheme, type Scheme } from '../model/scheme.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import { fitsJson } from '../protocol/fits-json.ts';

/** Above this, at up to 2 ms a layer and scheme, whoever types would wait: the page asks its own theory then. */
const MOST_LAYERS = 40;

/** The schemes that every panel shows. */
const ALWAYS_SHOWN: ReadonlySet<string> = new Set(['current', 'recommended']);

/**
 * What theory says of a model under the schemes that are always shown, by their id; nothing of a large model, and no scheme
 * whose figures leave what numbers can hold.
 */
export function earlyPredictions(
  analysis: Analysis,
  graph: ModelGraph,
  schemes: readonly Scheme[],
): Readonly<Record<string, readonly LayerStatistics[]>> {
  if (graph.layers.length > MOST_LAYERS) return {};
  const shown = schemes.filter(({ id }) => ALWAYS_SHOWN.has(id));
  const predicted = shown.map((scheme) => [scheme.id, analysis.prediction(applyScheme(graph, scheme))] as const);
  return Object.fromEntries(predicted.filter(([, statistics]) => fitsJson(statistics)));
}
