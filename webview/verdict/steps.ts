import type { Layer, LayerId, ModelGraph } from '../../src/model/graph.ts';
import type { StatisticsByLayer } from '../series.ts';
import { lastHidden } from '../verdict.ts';
import type { Judged } from './extremes.ts';

/** A layer that does most of what happens to the signal or the gradient on its way. */
export interface Step {
  readonly layer: Layer;
  /** By which it multiplies the second moment. */
  readonly factor: number;
}

/** Where one layer does so much of it in decades, it is that layer's doing and not depth's. */
const MOST_OF_IT = 0.5;

/**
 * The one layer at which most of a figure comes about, from the input up to the judged layer, or from the last hidden layer
 * back to it. Layers that join or split the signal are passed over: no one factor is theirs.
 * @returns null where it comes about little by little.
 */
export function steepestStep(
  graph: ModelGraph,
  statistics: StatisticsByLayer,
  { direction, layer, ratio }: Judged,
): Step | null {
  const steps =
    direction === 'forward' ? forwardSteps(graph, statistics, layer) : backwardSteps(graph, statistics, layer);
  const wanted = Math.log(ratio);
  const towards = steps
    .map((step) => ({ step, part: Math.log(step.factor) * Math.sign(wanted) }))
    .filter(({ part }) => part > 0)
    .sort((a, b) => b.part - a.part);
  const [first] = towards;
  return first !== undefined && first.part >= MOST_OF_IT * Math.abs(wanted) ? first.step : null;
}

function forwardSteps(graph: ModelGraph, statistics: StatisticsByLayer, end: Layer): Step[] {
  const ahead = ancestors(graph, end);
  return graph.layers.flatMap((layer) => {
    const [from, ...others] = layer.inputs;
    if (!ahead.has(layer.id) || from === undefined || others.length > 0) return [];
    return stepOf(layer, statistics.get(layer.id)?.forward.median, statistics.get(from)?.forward.median);
  });
}

function backwardSteps(graph: ModelGraph, statistics: StatisticsByLayer, start: Layer): Step[] {
  const last = lastHidden(graph);
  if (last === null) return [];
  const onTheWay = ancestors(graph, last);
  const behind = descendants(graph, start);
  const consumers = new Map<LayerId, number>();
  for (const { inputs } of graph.layers) for (const id of inputs) consumers.set(id, (consumers.get(id) ?? 0) + 1);
  return graph.layers.flatMap((layer) => {
    const [from, ...others] = layer.inputs;
    if (!onTheWay.has(layer.id) || from === undefined || others.length > 0 || consumers.get(from) !== 1) return [];
    if (!behind.has(from)) return [];
    return stepOf(layer, statistics.get(from)?.backward.median, statistics.get(layer.id)?.backward.median);
  });
}

function stepOf(layer: Layer, after: number | undefined, before: number | undefined): Step[] {
  const factor = (after ?? Number.NaN) / (before ?? Number.NaN);
  return Number.isNaN(factor) ? [] : [{ layer, factor }];
}

/** Ids of a layer and of all that leads to it. */
function ancestors({ layers }: ModelGraph, end: Layer): Set<LayerId> {
  const found = new Set([end.id]);
  for (const layer of [...layers].reverse()) {
    if (found.has(layer.id)) for (const id of layer.inputs) found.add(id);
  }
  return found;
}

/** Ids of a layer and of all that it leads to. */
function descendants({ layers }: ModelGraph, start: Layer): Set<LayerId> {
  const found = new Set([start.id]);
  for (const layer of layers) if (layer.inputs.some((id) => found.has(id))) found.add(layer.id);
  return found;
}
