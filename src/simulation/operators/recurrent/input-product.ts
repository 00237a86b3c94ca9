import type { Layer } from '../../../model/graph.ts';
import type { Operator, Tensor } from '../../operator.ts';
import { drawnDense } from '../drawn-dense.ts';
import type { Masks } from './masks.ts';
import { maskedProduct, POINT } from './under-masks.ts';

/**
 * x W of a dense cell, for all steps at once, of what enters as it is or under masks.
 * @param batch examples of one step; rows are steps by examples.
 * @param input rows of [1, features]. @param output rows of [1, gates * units].
 */
export function inputProduct(
  layer: Layer,
  masks: Masks | null,
  batch: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const bare = { ...layer, weights: layer.weights.filter(({ role }) => role !== 'bias') };
  if (masks === null) return drawnDense(bare, input, output);
  const size = input.value.length / input.batch;
  const maskOf = (row: number, gate: number) => {
    const example = row % batch;
    return masks.of((row - example) / batch, gate).subarray(example * size, (example + 1) * size);
  };
  return maskedProduct(bare, POINT, masks, maskOf, input, output);
}
