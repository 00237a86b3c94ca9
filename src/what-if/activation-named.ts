import type { Dialect, Surface } from '../dialects/dialect.ts';
import { assemblyOf } from '../frontends/assemble.ts';
import type { Activation, ActivationName } from '../model/activation.ts';
import type { ModelGraph } from '../model/graph.ts';
import { TRIED_ACTIVATIONS } from '../model/what-if.ts';
import { activationLayer } from './options.ts';

const NOWHERE = { start: 0, end: 0 };

/** The nonlinearity as the dialect has it under a name, with its own slope or the like; null if it has none. */
export function activationNamed(dialect: Dialect, surface: Surface, name: ActivationName): Activation | null {
  for (const spelled of dialect.activationNames(surface)) {
    const read = dialect.readLayer(activationLayer(spelled, [], NOWHERE, surface), [[1]], surface).ownActivation;
    if (read?.name === name) return read;
  }
  return null;
}

/** Nonlinearities that can be tried in the graph, in the order in which they are offered. */
export function triedActivations(graph: ModelGraph): ActivationName[] {
  const assembly = assemblyOf(graph);
  if (assembly === null) return [];
  const { dialect, surface } = assembly;
  return TRIED_ACTIVATIONS.filter((name) => activationNamed(dialect, surface, name) !== null);
}
