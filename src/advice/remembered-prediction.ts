import type { Distribution } from '../model/distribution.ts';
import type { Layer, ModelGraph, Weight } from '../model/graph.ts';
import { sizes } from '../model/shape.ts';
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

/** All of a layer that a prediction can depend on: not where it is written, nor what is wrong with how it is. */
function withoutPlaces(layer: Layer): unknown[] {
  const { id, name, operation, inputs, activation, outputShape, trainable, sharesWeightsOf, parts, weights } = layer;
  const others = [parts.map(withoutPlaces), weights.map(sampledWeight)];
  return [id, name, operation, inputs, activation, outputShape, trainable, sharesWeightsOf, ...others];
}

/** As text: JSON has no infinite numbers, which a file may give. */
function sampledWeight({ role, shape, fans, trueFans, initializer: { sampled } }: Weight): string {
  return [role, ...sizes(shape), fans.in, fans.out, trueFans.in, trueFans.out, distributionText(sampled)].join(' ');
}

function distributionText(distribution: Distribution): string {
  if (distribution.family === 'unitForgetBias') return `unitForgetBias ${distributionText(distribution.others)}`;
  return Object.values(distribution).join(' ');
}
