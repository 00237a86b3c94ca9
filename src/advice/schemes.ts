import type { Dialect } from '../dialects/dialect.ts';
import { allLayers, isKernel, type Layer, type ModelGraph, type Weight } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { Scheme } from '../model/scheme.ts';
import { namedInitializer } from './named-initializers.ts';
import { recommend } from './recommendation.ts';
import type { AdviceSettings } from './settings.ts';

/**
 * `current` changes nothing, `recommended` sets every kernel to what is recommended for it, an initialiser's canonical
 * name sets every kernel to that. Seeds that the file gives are kept.
 * @returns null for any other id.
 */
export function schemeFor(graph: ModelGraph, id: string, dialect: Dialect, settings: AdviceSettings): Scheme | null {
  if (id === 'current') return { id, replacements: [] };
  if (id === 'recommended') {
    return setKernels(graph, id, dialect, (layer, weight) => {
      return recommend(graph, layer, weight, dialect, settings)?.initializer ?? null;
    });
  }
  const named = namedInitializer(id);
  return named === null ? null : setKernels(graph, id, dialect, () => named);
}

function setKernels(
  graph: ModelGraph,
  id: string,
  dialect: Dialect,
  choose: (layer: Layer, weight: Weight) => InitializerSpec | null,
): Scheme {
  const replacements = allLayers(graph).flatMap((layer) =>
    layer.weights.flatMap((weight) => {
      const spec = isKernel(weight.role) ? choose(layer, weight) : null;
      if (spec === null) return [];
      const initializer = dialect.initializer(spec, weight.initializer.seed, weight);
      return [{ layer: layer.id, role: weight.role, initializer }];
    }),
  );
  return { id, replacements };
}
