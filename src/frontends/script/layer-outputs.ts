import type { LayerValue, TensorValue } from './framework-values.ts';
import { list, type Value } from './values.ts';

/** The first output of the application that gives a tensor: it stands for the application. */
export function firstOutput(tensor: TensorValue): TensorValue {
  return tensor.first ?? tensor;
}

/** Another output of the same application, counted from 0; the tensor as it is for the first. */
export function outputAt(tensor: TensorValue, output = 0): TensorValue {
  const first = firstOutput(tensor);
  return output === 0 ? tensor : { ...first, output, first };
}

/** What `apply` gives: a tensor, or where the layer hands on its states a list of what leaves it and of these. */
export function outputsOf(tensor: TensorValue): Value {
  const states = tensor.layer === null ? null : statesOf(tensor.layer);
  if (states === null) return tensor;
  return list(Array.from({ length: 1 + states }, (_, output) => outputAt(tensor, output)));
}

const STATES: ReadonlyMap<string, number> = new Map([
  ['simpleRNN', 1],
  ['gru', 1],
  ['lstm', 2],
  ['convLstm2d', 2],
]);

/** How many states leave a layer beside its output; null if none do, or it cannot be told. */
function statesOf({ factory, argument }: LayerValue): number | null {
  if (argument.kind !== 'object') return null;
  const inner = argument.properties.get('layer')?.value;
  if (factory === 'bidirectional' && inner?.kind === 'layer') {
    const states = statesOf(inner);
    return states === null ? null : 2 * states;
  }
  const returned = argument.properties.get('returnState')?.value;
  return returned?.kind === 'boolean' && returned.value ? (STATES.get(factory) ?? null) : null;
}
