import { isKernel, type Layer, type LayerId, type ModelGraph } from '../model/graph.ts';
import type { Operation } from '../model/operation.ts';

export function consumersOf(graph: ModelGraph): Map<LayerId, Layer[]> {
  const consumers = new Map<LayerId, Layer[]>(graph.layers.map(({ id }) => [id, []]));
  for (const layer of graph.layers) {
    for (const input of new Set(layer.inputs)) consumers.get(input)?.push(layer);
  }
  return consumers;
}

export function hasKernel({ weights, parts }: Layer): boolean {
  return weights.some(({ role }) => isKernel(role)) || parts.some(hasKernel);
}

/** What lies between the model's outputs and the last layers for which `isLast` holds, these included. */
export function outputSide(graph: ModelGraph, isLast: (layer: Layer) => boolean): Set<LayerId> {
  const leaving = new Set<LayerId>(graph.outputs);
  for (const layer of [...graph.layers].reverse()) {
    if (leaving.has(layer.id) && !isLast(layer)) for (const input of layer.inputs) leaving.add(input);
  }
  return leaving;
}

export function isNormalization({ operation, parts }: Pick<Layer, 'operation' | 'parts'>): boolean {
  const [part] = parts;
  if (operation.kind === 'timeDistributed' && part !== undefined) return isNormalization(part);
  return NORMALIZATIONS.has(operation.kind);
}

const NORMALIZATIONS: ReadonlySet<Operation['kind']> = new Set([
  'batchNormalization',
  'layerNormalization',
  'groupNormalization',
  'rmsNormalization',
]);

/** Something that stays as the file has it, and a sentence that says why. */
export interface Left {
  readonly layer: LayerId | null;
  readonly why: string;
}
