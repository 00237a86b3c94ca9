import { isKernel, type Layer, type LayerId, type ModelGraph } from '../src/model/graph.ts';
import type { StatisticsByLayer } from './series.ts';

/** A signal or gradient within this factor of its reference is healthy. */
export const HEALTHY_FACTOR = 10;

/** What enters the last layer with a kernel; null if that is the input itself. */
export function lastHidden(graph: ModelGraph): Layer | null {
  const last = [...graph.layers].reverse().find((layer) => layer.weights.some(({ role }) => isKernel(role)));
  const entering = graph.layers.find(({ id }) => id === last?.inputs[0]);
  return entering === undefined || entering.operation.kind === 'input' ? null : entering;
}

/** Second moment of the gradient at a layer; null where there is none to compare with. */
export function gradientAt(statistics: StatisticsByLayer, id: LayerId): number | null {
  const median = statistics.get(id)?.backward.median;
  return median !== undefined && median > 0 && Number.isFinite(median) ? median : null;
}

/** Decades from 1; infinite for 0 and for what is not finite. */
export function distance(ratio: number): number {
  return ratio > 0 && Number.isFinite(ratio) ? Math.abs(Math.log10(ratio)) : Number.POSITIVE_INFINITY;
}

export function isHealthy(ratio: number): boolean {
  return distance(ratio) <= Math.log10(HEALTHY_FACTOR);
}
