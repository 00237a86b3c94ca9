import type { ModelGraph } from '../../src/model/graph.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import { simulate } from '../../src/simulation/simulate.ts';

/** One draw of the whole report: histograms, cosines, dead and saturated shares, gradients of activations and kernels. */
export function report(graph: ModelGraph, batch: number, seed: number): readonly LayerStatistics[] {
  const run = simulate(graph, { seeds: 1, seed, batch, input: 'normal' });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
