import type { Analysis } from '../analyser.ts';
import { distributionMean, distributionVariance } from '../model/distribution.ts';
import type { Layer, ModelGraph, Weight } from '../model/graph.ts';
import { knownSize, sizes } from '../model/shape.ts';
import type { Places } from './places.ts';
import { reportUnknown } from './report.ts';

/** A graph as `describe` prints it: a contract, see docs/cli.md. */
export function describeGraph(graph: ModelGraph, analysis: Analysis, places: Places) {
  const { name, dialect, frameworkVersion, kind, complete, incompleteBecause, inputs, outputs } = graph;
  return {
    name,
    dialect,
    frameworkVersion,
    kind,
    complete,
    incompleteBecause,
    inputs,
    outputs,
    layers: graph.layers.map((layer) => describeLayer(layer, graph, analysis, places)),
    unknowns: graph.unknowns.map((unknown) => reportUnknown(unknown, places)),
  };
}

function describeLayer(layer: Layer, graph: ModelGraph, analysis: Analysis, places: Places) {
  const { id, site, name, operation, source, inputs, activation, outputShape } = layer;
  return {
    id,
    site,
    name,
    op: operation.kind,
    ...places.at(source.call.start),
    inputs,
    activation: { own: activation.own?.name ?? null, effective: activation.effective?.name ?? null },
    outputShape: outputShape?.map(knownSize) ?? null,
    weights: layer.weights.map((weight) => describeWeight(weight, layer, graph, analysis)),
  };
}

function describeWeight(weight: Weight, layer: Layer, graph: ModelGraph, analysis: Analysis) {
  const { role, shape, fans, trueFans, initializer } = weight;
  const { spec, explicit, sampled, nominalVariance } = initializer;
  return {
    role,
    shape: shape.map(knownSize),
    fanIn: fans.in,
    fanOut: fans.out,
    trueFanIn: trueFans.in,
    trueFanOut: trueFans.out,
    initializer: {
      name: spec.name,
      explicit,
      family: sampled.family,
      mean: distributionMean(sampled, sizes(shape)),
      variance: distributionVariance(sampled, sizes(shape)),
      nominalVariance,
    },
    recommended: describeRecommendation(weight, layer, graph, analysis),
  };
}

function describeRecommendation(weight: Weight, layer: Layer, graph: ModelGraph, analysis: Analysis) {
  const recommendation = analysis.recommendation(graph, layer.id, weight.role);
  if (recommendation === null) return null;
  const { initializer, variance, why } = recommendation;
  return { name: initializer.name, text: analysis.reading.spell(graph, initializer), variance, why };
}
