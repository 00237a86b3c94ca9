import type { Layer, ModelGraph, Weight } from '../model/graph.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import { predict } from '../theory/predict.ts';

/** Graphs whose predictions are kept, and the layers of the largest of them: larger ones are rare, and their keys long. */
const MOST_GRAPHS = 128;
const MOST_LAYERS = 100;

/** In the order of their last use. */
const remembered = new Map<string, readonly LayerStatistics[]>();

/**
 * The mean-field prediction for normal inputs. A file is read again after every pause in typing, and all models but one
 * are what they were: a graph that differs from an earlier one only in its places has the same prediction. The spread
 * over draws is left out.
 */
export function rememberedPrediction(graph: ModelGraph): readonly LayerStatistics[] {
  if (graph.layers.length > MOST_LAYERS) return predict(graph, { input: 'normal', band: false });
  const key = JSON.stringify([graph.dialect, graph.kind, graph.inputs, graph.outputs, graph.layers.map(withoutPlaces)]);
  const known = remembered.get(key) ?? predict(graph, { input: 'normal', band: false });
  remembered.delete(key);
  remembered.set(key, known);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_GRAPHS) break;
    remembered.delete(oldest);
  }
  return known;
}

/** All of a layer but where it is written, and what is wrong with how it is. */
function withoutPlaces({ source: _, site: _site, problems: _problems, ...layer }: Layer): object {
  return { ...layer, parts: layer.parts.map(withoutPlaces), weights: layer.weights.map(sampledWeight) };
}

/** JSON has no infinite numbers: those that a file may give are written as text. */
function sampledWeight({ initializer: { spec, sampled }, ...weight }: Weight): object {
  return { ...weight, spec: Object.entries(spec).map(String), sampled: Object.entries(sampled).map(String) };
}
