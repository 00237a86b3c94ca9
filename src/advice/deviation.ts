import type { Dialect } from '../dialects/dialect.ts';
import { allLayers, isKernel, type Layer, type LayerId, type ModelGraph } from '../model/graph.ts';
import { applyScheme, type Replacement } from '../model/scheme.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import { factorBetween } from './figure.ts';
import { properInitializer } from './proper-initializer.ts';
import { rememberedPrediction } from './remembered-prediction.ts';
import { isNormalisation } from './scale-flow.ts';
import type { AdviceSettings } from './settings.ts';
import { structureOf } from './structure.ts';
import { CLEARLY_WORSE } from './thresholds.ts';

/** What some kernels' wrong scale does to the signal: E[a^2] or E[gradient^2] over what proper initialisers give. */
export interface Deviation {
  readonly direction: 'forward' | 'backward';
  readonly ratio: number;
  /** Where it is worst. */
  readonly at: LayerId;
}

/** For every layer and its parts the worst that faulty kernels bring about: forward at it or behind it, backward at it or ahead of it. */
export type FindDeviations = (faulty: ReadonlySet<LayerId>) => Map<LayerId, Deviation>;

/**
 * Everything but the faulty layers is taken to be initialised properly, so that one cause does not hide another.
 * What proper initialisers give is predicted once, when first asked for.
 */
export function deviationsIn(graph: ModelGraph, dialect: Dialect, settings: AdviceSettings): FindDeviations {
  const { consumers, inputs } = structureOf(graph);
  let known: ReturnType<typeof predictProper> | null = null;
  const predictedProper = () => {
    known ??= predictProper(graph, properReplacements(graph, dialect, settings));
    return known;
  };
  return (faulty) => {
    const { proper, statistics } = predictedProper();
    const kept = proper.filter(({ layer }) => !faulty.has(layer));
    const found = rememberedPrediction(applyScheme(graph, { id: 'faulty', replacements: kept }));
    const own = (direction: Deviation['direction']) => ratios(statistics, found, direction);
    const forward = spread([...graph.layers].reverse(), consumers, own('forward'));
    const backward = spread(graph.layers, inputs, own('backward'));
    return new Map(
      graph.layers.flatMap((layer) => {
        const worst = moreTelling(forward.get(layer.id), backward.get(layer.id));
        // What the parts do shows where the whole layer stands.
        return worst === undefined ? [] : allLayers({ layers: [layer] }).map(({ id }) => [id, worst] as const);
      }),
    );
  };
}

function predictProper(graph: ModelGraph, proper: readonly Replacement[]) {
  const statistics = rememberedPrediction(applyScheme(graph, { id: 'proper', replacements: proper }));
  return { proper, statistics };
}

/** Kernels before a normalisation stay: their scale does not matter. */
function properReplacements(graph: ModelGraph, dialect: Dialect, settings: AdviceSettings): Replacement[] {
  return allLayers(graph).flatMap((layer) =>
    layer.weights.flatMap((weight) => {
      if (!isKernel(weight.role) || structureOf(graph).isNormalised(layer)) return [];
      const proper = properInitializer({ graph, layer, weight, dialect, settings });
      if (proper === null) return [];
      const initializer = dialect.initializer(proper.initializer, null, weight);
      return [{ layer: layer.id, role: weight.role, initializer }];
    }),
  );
}

/** Own deviation of each layer; what carries no signal at all even if all is proper has none. */
function ratios(
  expected: readonly LayerStatistics[],
  found: readonly LayerStatistics[],
  direction: Deviation['direction'],
): Map<LayerId, Deviation> {
  return new Map(
    expected.flatMap((wanted, i) => {
      const ratio = (found[i]?.[direction].secondMoment ?? Number.NaN) / wanted[direction].secondMoment;
      return Number.isNaN(ratio) ? [] : [[wanted.id, { direction, ratio, at: wanted.id }]];
    }),
  );
}

/**
 * The worst at each layer and all that `next` leads to, up to a normalisation, beyond which a kernel's scale is nobody's
 * concern. `layers` in an order in which those come first.
 */
function spread(
  layers: readonly Layer[],
  next: (layer: Layer) => readonly Layer[],
  own: ReadonlyMap<LayerId, Deviation>,
): Map<LayerId, Deviation> {
  const worst = new Map<LayerId, Deviation>();
  for (const layer of layers) {
    const further = isNormalisation(layer) ? [] : next(layer);
    const candidates = [own.get(layer.id), ...further.map(({ id }) => worst.get(id))];
    const found = candidates.reduce((a, b) => worse(a, b), undefined);
    if (found !== undefined) worst.set(layer.id, found);
  }
  return worst;
}

/** The signal is easier to grasp: the gradient is named only where it is clearly worse. */
function moreTelling(forward: Deviation | undefined, backward: Deviation | undefined): Deviation | undefined {
  if (forward === undefined || backward === undefined) return forward ?? backward;
  return deviationFactor(backward) > CLEARLY_WORSE * deviationFactor(forward) ? backward : forward;
}

function worse(a: Deviation | undefined, b: Deviation | undefined): Deviation | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return deviationFactor(b) > deviationFactor(a) ? b : a;
}

/** How many times too small or too large; infinite where the signal dies or overflows. */
export function deviationFactor({ ratio }: Deviation): number {
  return factorBetween(ratio, 1);
}
