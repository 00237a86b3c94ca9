import { distributionMean, distributionVariance } from '../../model/distribution.ts';
import type { Layer, ModelGraph, Weight } from '../../model/graph.ts';
import { knownSize, sizes } from '../../model/shape.ts';
import type { AnalysedFile } from '../documents.ts';
import { columns } from '../formats/columns.ts';
import { JSON_VERSION, printJson, unknownObject } from '../formats/json.ts';
import { readSettings, SETTING_OPTIONS } from '../settings.ts';
import { EXIT } from '../terminal.ts';
import type { Command } from './command.ts';
import { oneFile } from './one-file.ts';

export const describe: Command = {
  name: 'describe',
  usage: 'describe FILE [--json]',
  summary: 'Prints the models that were read, layer by layer.',
  options: { ...SETTING_OPTIONS, json: { type: 'flag' } },
  async run(call) {
    const file = await oneFile(call, readSettings(call.options));
    const { graphs } = file.analysis.reading;
    call.terminal.print(
      call.options.flag('json')
        ? printJson({
            version: JSON_VERSION,
            path: file.name,
            graphs: graphs.map((graph) => graphObject(file, graph)),
          })
        : graphs.map((graph) => `${graph.name} (${graph.dialect})\n${layerTable(file, graph)}`).join('\n'),
    );
    return EXIT.clean;
  },
};

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
    layers: graph.layers.map((layer) => layerObject(file, graph, layer)),
    unknowns: unknowns.map((unknown) => unknownObject(unknown, file.places)),
  };
}

function layerObject(file: AnalysedFile, graph: ModelGraph, layer: Layer) {
  const { id, site, name, operation, inputs, activation, outputShape, weights, source } = layer;
  return {
    id,
    site,
    name,
    op: operation.kind,
    ...file.places.at(source.call.start),
    inputs,
    activation: { own: activation.own?.name ?? null, effective: activation.effective?.name ?? null },
    outputShape: outputShape === null ? null : outputShape.map(knownSize),
    weights: weights.map((weight) => weightObject(file, graph, layer, weight)),
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

function layerTable({ analysis, places }: AnalysedFile, graph: ModelGraph): string {
  const rows = graph.layers.map(({ id, operation, activation, outputShape, weights, source }) => [
    `  ${places.at(source.call.start).line}`,
    id,
    operation.kind,
    activation.own?.name ?? '',
    outputShape === null ? '?' : `[${outputShape.map((dimension) => knownSize(dimension) ?? '?').join(', ')}]`,
    weights
      .filter(({ initializer }) => initializer.explicit || initializer.spec.name !== 'zeros')
      .map(
        ({ role, initializer }) =>
          `${role} ${analysis.reading.spell(graph, initializer.spec) ?? initializer.spec.name}`,
      )
      .join(', '),
  ]);
  return columns([['  line', 'layer', 'operation', 'activation', 'output', 'initialisers'], ...rows]);
}
