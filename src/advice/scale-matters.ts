import { isKernel, type Layer, type Weight } from '../model/graph.ts';

type Kind = Layer['operation']['kind'];

/** Gates, tables and the softmax of attention: no one scale of the kernel keeps the size of what passes. */
const WITHOUT_SCALE: readonly Kind[] = ['recurrent', 'recurrentCell', 'embedding', 'attention', 'multiHeadAttention'];

/** Whether the size of what leaves the layer follows from the size of this kernel. */
export function isScaled({ operation }: Layer, { role }: Weight): boolean {
  return isKernel(role) && !WITHOUT_SCALE.includes(operation.kind);
}

/** Whether the layer, or a part of it, has such a kernel. */
export function hasScale(layer: Layer): boolean {
  return layer.weights.some((weight) => isScaled(layer, weight)) || layer.parts.some(hasScale);
}
