import type { Settings } from '../../analyser.ts';
import type { Activation } from '../../model/activation.ts';
import { distributionMean, distributionVariance } from '../../model/distribution.ts';
import { outputActivation } from '../../model/effective-activation.ts';
import { allLayers, type Layer, type ModelGraph, parameterCount, type Weight } from '../../model/graph.ts';
import { type Dimension, knownSize, sizes } from '../../model/shape.ts';
import type { AnalysedFile } from '../documents.ts';
import { columns, counted } from '../formats/columns.ts';
import { JSON_VERSION, printJson, unknownObject } from '../formats/json.ts';
import { SETTING_OPTIONS } from '../settings.ts';
import { EXIT } from '../terminal.ts';
import type { Command } from './command.ts';
import { oneFile } from './one-file.ts';

export const describe: Command = {
  name: 'describe',
  usage: 'describe FILE [--json]',
  summary: 'Prints the models that were read, layer by layer.',
  options: { ...SETTING_OPTIONS, json: { type: 'flag' } },
  async run(call) {
    const file = await oneFile(call);
    const graphs = file.analysis.reading.graphs.map((graph) => withTold(graph, file.settings.assume));
    call.terminal.print(
      call.options.flag('json')
        ? printJson({
            version: JSON_VERSION,
            path: file.name,
            graphs: graphs.map((graph) => graphObject(file, graph)),
          })
        : graphs.map((graph) => graphText(file, graph)).join('\n') || `No model was found in ${file.name}.\n`,
    );
    return EXIT.clean;
  },
};

/** What the user says of a size counts as told by the file. */
function withTold(graph: ModelGraph, assume: Settings['assume']): ModelGraph {
  const told = (dimension: Dimension) =>
    typeof dimension !== 'number' && Object.hasOwn(assume, dimension.name) ? dimension.assumed : dimension;
  const inLayer = (layer: Layer): Layer => ({
    ...layer,
    outputShape: layer.outputShape?.map(told) ?? null,
    weights: layer.weights.map((weight) => ({ ...weight, shape: weight.shape.map(told) })),
    parts: layer.parts.map(inLayer),
  });
  return { ...graph, layers: graph.layers.map(inLayer) };
}

function graphObject(file: AnalysedFile, graph: ModelGraph) {
  const { name, dialect, frameworkVersion, kind, complete, incompleteBecause, inputs, outputs, unknowns } = graph;
  return {
    name,
    dialect,
    frameworkVersion,
    kind,
    complete,
    incompleteBecause,
    inputs,
    outputs,
    parameters: parametersOf(graph.layers),
    layers: graph.layers.map((layer) => layerObject(file, graph, layer)),
    unknowns: unknowns.map((unknown) => unknownObject(unknown, file.places)),
  };
}

function layerObject(file: AnalysedFile, graph: ModelGraph, layer: Layer): object {
  const { id, site, name, operation, inputs, activation, outputShape, weights, source, sharesWeightsOf } = layer;
  return {
    id,
    site,
    name,
    op: operation.kind,
    ...file.places.at(source.call.start),
    inputs,
    activation: { own: ownActivation(layer)?.name ?? null, effective: activation.effective?.name ?? null },
    outputShape: outputShape === null ? null : outputShape.map(knownSize),
    parameters: parametersOf([layer]),
    sharesWeightsOf,
    weights: weights.map((weight) => weightObject(file, graph, layer, weight)),
    parts: layer.parts.map((part) => layerObject(file, graph, part)),
  };
}

function weightObject({ analysis }: AnalysedFile, graph: ModelGraph, layer: Layer, weight: Weight) {
  const { role, shape, fans, trueFans, initializer } = weight;
  const { spec, explicit, sampled, nominalVariance } = initializer;
  const recommended = analysis.recommendation(graph, layer.id, role);
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
    recommended: recommended && {
      name: recommended.initializer.name,
      text: analysis.reading.spell(graph, recommended.initializer),
      variance: recommended.variance,
      why: recommended.why,
    },
  };
}

/** As written at the layer: a recurrent one's is its cell's. */
function ownActivation({ operation, activation }: Layer): Activation | null {
  return outputActivation({ operation, ownActivation: activation.own });
}

/** Null where a weight's size is assumed. */
function parametersOf(layers: readonly Layer[]): number | null {
  const shapes = allLayers({ layers }).flatMap(({ weights }) => weights.map(({ shape }) => shape));
  if (shapes.some((shape) => shape.some((dimension) => knownSize(dimension) === null))) return null;
  return layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
}

function graphText(file: AnalysedFile, graph: ModelGraph): string {
  const parameters = parametersOf(graph.layers)?.toLocaleString('en') ?? 'an unknown number of';
  const heading = `${graph.name} (${graph.dialect}), ${counted(graph.layers.length, 'layer')}, ${parameters} parameters`;
  const assumed = graph.unknowns.map(({ what }) => what);
  const notes = [...graph.incompleteBecause, ...assumed].map((sentence) => `  ${sentence}\n`);
  return `${heading}\n${layerTable(file, graph)}${notes.join('')}`;
}

function layerTable(file: AnalysedFile, graph: ModelGraph): string {
  const rows = graph.layers.flatMap((layer) => layerRows(file, graph, layer));
  return columns([['  line', 'layer', 'operation', 'activation', 'output', 'parameters', 'initialisers'], ...rows]);
}

/** A layer's line, its parts' below. */
function layerRows(file: AnalysedFile, graph: ModelGraph, layer: Layer): string[][] {
  const { id, operation, outputShape, source, sharesWeightsOf, parts } = layer;
  const row = [
    `  ${file.places.at(source.call.start).line}`,
    id,
    operation.kind,
    ownActivation(layer)?.name ?? '',
    outputShape === null ? '?' : `[${outputShape.map((dimension) => knownSize(dimension) ?? '?').join(', ')}]`,
    sharesWeightsOf === null ? (parametersOf([layer])?.toLocaleString('en') ?? '?') : 'shared',
    sharesWeightsOf === null ? initializersOf(file, graph, layer) : `as in ${sharesWeightsOf}`,
  ];
  return [row, ...parts.flatMap((part) => layerRows(file, graph, part))];
}

/** Zeros that no file asks for go without saying. */
function initializersOf({ analysis }: AnalysedFile, graph: ModelGraph, { weights }: Layer): string {
  return weights
    .filter(({ initializer }) => initializer.explicit || initializer.spec.name !== 'zeros')
    .map(
      ({ role, initializer }) => `${role} ${analysis.reading.spell(graph, initializer.spec) ?? initializer.spec.name}`,
    )
    .join(', ');
}
