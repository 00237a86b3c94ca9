import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import type { Direction, StatisticsByLayer } from '../series.ts';
import { distance, gradientAt, HEALTHY_FACTOR, isHealthy, lastHidden } from '../verdict.ts';

/** How a layer's signal or gradient compares with its reference. */
export interface Judged {
  readonly direction: Direction;
  readonly layer: Layer;
  /** Second moment over that of the input's signal, or of the gradient at the last hidden layer; medians over seeds. */
  readonly ratio: number;
}

/** Every hidden layer judged in one direction. */
export interface Course {
  readonly direction: Direction;
  readonly layers: readonly Judged[];
  /** The farthest from its reference; null if nothing can be judged. */
  readonly worst: Judged | null;
}

/** The signal through a model's hidden layers, or the gradient back through them. Outputs squash on purpose: they are left out. */
export function courseOf(graph: ModelGraph, statistics: StatisticsByLayer, direction: Direction): Course {
  const reference = referenceOf(graph, statistics, direction);
  const layers = hiddenLayers(graph).flatMap((layer): Judged[] => {
    const median = statistics.get(layer.id)?.[direction].median;
    return median === undefined || reference === null ? [] : [{ direction, layer, ratio: median / reference }];
  });
  const worst = layers.reduce<Judged | null>(
    (found, each) => (found === null || distance(each.ratio) > distance(found.ratio) ? each : found),
    null,
  );
  return { direction, layers, worst };
}

/**
 * The layer that the file's initialisers put farthest off: unhealthy, and by `HEALTHY_FACTOR` worse than under the
 * recommended ones. Null if there is none: what is unhealthy all the same is not their doing.
 * @param recommended the same course under the recommended initialisers.
 */
export function misled({ layers }: Course, recommended: Course): Judged | null {
  const expected = new Map(recommended.layers.map(({ layer, ratio }) => [layer.id, ratio]));
  let [worst, farthest]: [Judged | null, number] = [null, Math.log10(HEALTHY_FACTOR)];
  for (const judged of layers) {
    const change = judged.ratio / (expected.get(judged.layer.id) ?? Number.NaN);
    const off = Number.isNaN(change) ? 0 : distance(change);
    if (isHealthy(judged.ratio) || off <= farthest || change > 1 !== judged.ratio > 1) continue;
    [worst, farthest] = [judged, off];
  }
  return worst;
}

/** Null where no figure is known, or none to compare with. */
export function ratioAt(
  graph: ModelGraph,
  statistics: StatisticsByLayer,
  { direction, layer }: Pick<Judged, 'direction' | 'layer'>,
): number | null {
  const median = statistics.get(layer.id)?.[direction].median;
  const reference = referenceOf(graph, statistics, direction);
  return median === undefined || reference === null ? null : median / reference;
}

/** Second moment of the input, which is 1, or of the gradient at the last hidden layer. */
function referenceOf(graph: ModelGraph, statistics: StatisticsByLayer, direction: Direction): number | null {
  if (direction === 'forward') return 1;
  const last = lastHidden(graph);
  return last === null ? null : gradientAt(statistics, last.id);
}

/** Everything between the input and what nothing consumes. */
export function hiddenLayers(graph: ModelGraph): Layer[] {
  const consumed = new Set(graph.layers.flatMap(({ inputs }) => inputs));
  const outputs = new Set(graph.outputs);
  return graph.layers.filter(({ id, operation }) => operation.kind !== 'input' && consumed.has(id) && !outputs.has(id));
}
