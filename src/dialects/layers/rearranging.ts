import { type Shape, size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';

/** [features] to [n, features]. */
export function repeatVector(layer: LayerReader): LayerBody {
  const n = layer.options.dimension('n', null);
  const output = layer.input?.length === 1 ? [n, ...layer.input] : null;
  return layer.body({ kind: 'repeatVector', times: size(n) }, output);
}

/** `dims` counts from 1; every dimension stands in it once. */
export function permute(layer: LayerReader): LayerBody {
  const { input, options } = layer;
  const rank = input?.length ?? 0;
  const written = options.entry('dims') === null ? null : options.axes('dims', 1).map((axis) => axis - 1);
  const order = written ?? Array.from({ length: rank }, (_, i) => i);
  return layer.body({ kind: 'permute', order }, input === null ? null : permuted(input, order));
}

/** Null if the order leaves out a dimension or names one twice, which the frameworks refuse. */
export function permuted(shape: Shape, order: readonly number[]): Shape | null {
  const all = [...order].sort((a, b) => a - b).every((axis, i) => axis === i) && order.length === shape.length;
  return all ? order.map((axis) => shape[axis] ?? 1) : null;
}
