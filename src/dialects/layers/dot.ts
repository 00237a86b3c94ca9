import { type Shape, size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';

/**
 * Sums of products over one axis of each of two inputs; what is left of both follows one another, and two vectors give
 * a vector of one element. `axes` counts with the batch as 0: one number for both inputs, or one each.
 */
export function dot(layer: LayerReader): LayerBody {
  const normalize = layer.options.boolean('normalize', false);
  const written = layer.options.axes('axes', -1);
  const [a = null, b = null] = layer.inputs;
  const axes = [axisOf(written[0], a), axisOf(written[1] ?? written[0], b)] as const;
  const rank = layer.framework.quirks.dotRank ?? Number.POSITIVE_INFINITY;
  const taken = layer.inputs.length === 2 && a !== null && b !== null && Math.max(a.length, b.length) <= rank;
  const fits = taken && meet(a, axes[0], b, axes[1]);
  return layer.body({ kind: 'dot', axes, normalize }, fits ? leftOver(a, axes[0], b, axes[1]) : null);
}

/** Negative axes count from the end; -1 where there is no such axis. */
function axisOf(axis: number | undefined, input: Shape | null): number {
  const rank = input?.length ?? 1;
  if (axis === undefined) return rank - 1;
  const place = axis < 0 ? rank + axis : axis - 1;
  return place < rank ? Math.max(-1, place) : -1;
}

/** Whether the axes exist and have one size, or sizes of which one is only assumed. */
function meet(a: Shape, axisA: number, b: Shape, axisB: number): boolean {
  const [of, against] = [a[axisA], b[axisB]];
  if (of === undefined || against === undefined) return false;
  return size(of) === size(against) || typeof of !== 'number' || typeof against !== 'number';
}

export function leftOver(a: Shape, axisA: number, b: Shape, axisB: number): Shape {
  const rest = [...a.filter((_, i) => i !== axisA), ...b.filter((_, i) => i !== axisB)];
  return rest.length === 0 ? [1] : rest;
}
