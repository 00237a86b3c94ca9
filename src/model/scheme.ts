import type { Initializer, Layer, LayerId, ModelGraph, WeightRole } from './graph.ts';
import type { InitializerName } from './initializer.ts';

/** Initialisers that a model can be compared with, applied to every kernel, in the order in which they are offered: kinds that belong together stand side by side. */
export const COMPARED_INITIALIZERS = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'leCunUniform',
  'leCunNormal',
  'orthogonal',
  'identity',
  'varianceScaling',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'zeros',
  'ones',
] as const satisfies readonly InitializerName[];

/** A choice of initialisers for a whole graph, already resolved by the graph's dialect. */
export interface Scheme {
  /** `current`, `recommended` or an initialiser's name. */
  readonly id: string;
  readonly replacements: readonly Replacement[];
}

export interface Replacement {
  readonly layer: LayerId;
  readonly role: WeightRole;
  readonly initializer: Initializer;
}

/** The graph with a scheme's initialisers in place, in layers and their parts; everything else is shared with the given graph. */
export function applyScheme(graph: ModelGraph, scheme: Scheme): ModelGraph {
  const byLayer = new Map<LayerId, Map<WeightRole, Initializer>>();
  for (const { layer, role, initializer } of scheme.replacements) {
    const roles = byLayer.get(layer) ?? new Map<WeightRole, Initializer>();
    byLayer.set(layer, roles.set(role, initializer));
  }
  const applied = (layer: Layer): Layer => {
    const parts = layer.parts.length === 0 ? layer.parts : layer.parts.map(applied);
    const roles = byLayer.get(layer.id);
    if (roles === undefined) return parts.every((part, i) => part === layer.parts[i]) ? layer : { ...layer, parts };
    const weights = layer.weights.map((weight) => ({
      ...weight,
      initializer: roles.get(weight.role) ?? weight.initializer,
    }));
    return { ...layer, weights, parts };
  };
  return { ...graph, layers: graph.layers.map(applied) };
}
