import type { ModelGraph } from '../model/graph.ts';
import type { InputDistribution, LayerStatistics } from '../model/statistics.ts';

export interface PredictionOptions {
  readonly input: InputDistribution;
}

/**
 * Mean-field prediction for every layer, in the graph's order.
 * The input has second moment 1, the loss gradient at the outputs too.
 */
export function predict(_graph: ModelGraph, _options: PredictionOptions): LayerStatistics[] {
  throw new Error('not written yet');
}
