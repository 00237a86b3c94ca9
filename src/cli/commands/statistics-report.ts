import type { Analysis } from '../../analyser.ts';
import { layerById, type ModelGraph } from '../../model/graph.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { InputDistribution, LayerStatistics } from '../../model/statistics.ts';
import type { OptionKinds, Options } from '../arguments.ts';
import type { AnalysedFile } from '../documents.ts';
import { cell, columns } from '../formats/columns.ts';
import { JSON_VERSION, printJson } from '../formats/json.ts';
import { SETTING_OPTIONS } from '../settings.ts';
import { UsageError } from '../terminal.ts';
import { isSchemeName, SCHEME_NAMES } from './scheme-names.ts';

/** Options of the commands that print statistics a layer. */
export const STATISTICS_OPTIONS: OptionKinds = {
  ...SETTING_OPTIONS,
  json: { type: 'flag' },
  scheme: { type: 'list', belongs: isSchemeName },
  batch: { type: 'value' },
  input: { type: 'value' },
};

export const INPUTS: readonly InputDistribution[] = ['normal', 'uniform', 'constant'];

/** What was asked for; null where a closed form takes none. */
export interface StatisticsOptions {
  readonly seed: number | null;
  readonly seeds: number | null;
  readonly batch: number;
  readonly input: InputDistribution;
}

export interface SchemeStatistics {
  readonly scheme: string;
  readonly seconds: number;
  readonly layers: readonly LayerStatistics[];
}

export interface GraphStatistics {
  readonly graph: ModelGraph;
  readonly schemes: readonly SchemeStatistics[];
}

/** Models whose layers are connected: others pass no signal. */
export function connectedGraphs({ reading }: Analysis): readonly ModelGraph[] {
  return reading.graphs.filter(({ kind }) => kind !== 'loose');
}

/** @throws UsageError for a name that is no scheme. */
export function schemesOf(analysis: Analysis, graph: ModelGraph, names: readonly string[]): Scheme[] {
  return names.map((name) => {
    const scheme = analysis.scheme(graph, name);
    if (scheme === null) throw new UsageError(`There is no scheme ${name}. Schemes are ${SCHEME_NAMES.join(', ')}.`);
    return scheme;
  });
}

/** The schemes that are asked for. @throws UsageError */
export function schemeNames(options: Options): readonly string[] {
  const names = options.list('scheme').flatMap((written) => written.split(','));
  const wrong = names.find((name) => !isSchemeName(name));
  if (wrong !== undefined) throw new UsageError(`There is no scheme ${wrong}. Schemes are ${SCHEME_NAMES.join(', ')}.`);
  return names.length === 0 ? ['current', 'recommended'] : names;
}

export function statisticsJson(file: AnalysedFile, options: StatisticsOptions, graphs: readonly GraphStatistics[]) {
  return printJson({
    version: JSON_VERSION,
    path: file.name,
    options: { ...options, assumed: assumed(file.analysis) },
    graphs: graphs.map(({ graph, schemes }) => ({
      name: graph.name,
      schemes: schemes.map(({ scheme, seconds, layers }) => ({
        scheme,
        seconds,
        layers: layers.map((statistics) => layerObject(file, graph, statistics)),
      })),
    })),
  });
}

/** Numbers that stand in for what the file leaves open, by the name under which they can be set. */
function assumed({ reading }: Analysis): Record<string, number> {
  const unknowns = reading.graphs.flatMap((graph) => graph.unknowns);
  return Object.fromEntries(unknowns.flatMap(({ name, assumed }) => (assumed === null ? [] : [[name, assumed]])));
}

function layerObject({ places }: AnalysedFile, graph: ModelGraph, statistics: LayerStatistics) {
  const { id, method, approximation, forward, backward, weightGradient, nonFinite } = statistics;
  const layer = layerById(graph, id);
  return {
    id,
    name: layer?.name ?? id,
    line: layer === undefined ? null : places.at(layer.source.call.start).line,
    method,
    approximation,
    forward,
    backward,
    weightGradient,
    nonFinite,
  };
}

export function statisticsTable({ places }: AnalysedFile, graphs: readonly GraphStatistics[]): string {
  return graphs.map(({ graph, schemes }) => `${graph.name}\n${columns(rows(graph, schemes))}`).join('\n');

  function rows(graph: ModelGraph, schemes: readonly SchemeStatistics[]): string[][] {
    const head = schemes.flatMap(({ scheme }) => [`${scheme}: E[a^2]`, 'E[gradient^2]']);
    const body = graph.layers.map((layer, i) => [
      `  ${places.at(layer.source.call.start).line}`,
      layer.id,
      ...schemes.flatMap(({ layers }) => {
        const statistics = layers[i];
        return [cell(statistics?.forward.secondMoment ?? null), cell(statistics?.backward.secondMoment ?? null)];
      }),
    ]);
    return [['  line', 'layer', ...head], ...body];
  }
}
