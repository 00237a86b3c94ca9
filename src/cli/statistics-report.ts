import type { ModelGraph } from '../model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';
import type { Places } from './places.ts';

/** What `predict` and `simulate` print beside their figures: a contract, see docs/cli.md. */
export interface StatisticsOptions {
  readonly seed: number;
  readonly seeds: number;
  readonly batch: number;
  readonly input: InputDistribution;
  readonly assumed: Readonly<Record<string, number>>;
}

export interface SchemeReport {
  readonly scheme: string;
  /** Of all seeds, reading the file excluded. */
  readonly seconds: number;
  readonly layers: readonly ReturnType<typeof reportLayer>[];
}

export function reportScheme(
  scheme: string,
  graph: ModelGraph,
  places: Places,
  compute: () => readonly LayerStatistics[],
): SchemeReport {
  const started = performance.now();
  const statistics = compute();
  const seconds = (performance.now() - started) / 1000;
  return { scheme, seconds, layers: statistics.map((each) => reportLayer(each, graph, places)) };
}

function reportLayer(statistics: LayerStatistics, graph: ModelGraph, places: Places) {
  const layer = graph.layers.find(({ id }) => id === statistics.id);
  if (layer === undefined) throw new RangeError(`There are statistics for ${statistics.id}, which is no layer.`);
  const { id, ...figures } = statistics;
  return { id, name: layer.name, line: places.at(layer.source.call.start).line, ...figures };
}
