import type { Initializer, Layer, ModelGraph } from '../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import type { LayerDraw, ModelDraw } from './model-draw.ts';

/** Draws of the simulation, in the form of TF.js's; written seeds taken off, as there. */
export function simulated(graph: ModelGraph, draws: number, batch: number): ModelDraw[] {
  const unseeded = { ...graph, layers: graph.layers.map(withoutSeeds) };
  return Array.from({ length: draws }, (_, seed) => {
    const run = simulate(unseeded, { seeds: 1, seed, batch, input: 'normal' });
    let step = run.next();
    while (step.done !== true) step = run.next();
    return new Map(step.value.map((statistics) => [statistics.id, drawOf(statistics)]));
  });
}

function drawOf({ forward, backward, weightGradient }: LayerStatistics): LayerDraw {
  return {
    forward: forward.secondMoment,
    backward: backward.secondMoment,
    weightGradient: weightGradient?.secondMoment ?? null,
  };
}

function withoutSeeds(layer: Layer): Layer {
  const unseeded = (initializer: Initializer): Initializer => ({ ...initializer, seed: null });
  return {
    ...layer,
    weights: layer.weights.map((weight) => ({ ...weight, initializer: unseeded(weight.initializer) })),
    parts: layer.parts.map(withoutSeeds),
  };
}
