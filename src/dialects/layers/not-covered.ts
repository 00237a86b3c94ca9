import { combine, type Dimension, type Shape, size } from '../../model/shape.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';
import { broadcastShape } from './merging.ts';
import { opaque } from './opaque.ts';
import { type Rank, readChannels } from './window.ts';

/** Layers that are recognised, with their output shape where it is simple, and not looked into. */

const MERGE = 'This way of merging is not covered yet: the signal is taken to pass unchanged.';
const REARRANGING =
  'Layers that rearrange or cut their input are not covered yet: the signal is taken to pass unchanged.';
const PREPROCESSING = 'Preprocessing layers are not covered: the signal is taken to pass unchanged.';
const OTHER = 'This layer is not covered yet: the signal is taken to pass unchanged.';

const unchanged = (layer: LayerReader): Shape | null => layer.input;

export const elementwiseMerge: LayerFamily = opaque(MERGE, ({ inputs }) => broadcastShape(inputs));
export const otherMerge: LayerFamily = opaque(MERGE);
export const preprocessing: LayerFamily = opaque(PREPROCESSING);
export const elementwisePreprocessing: LayerFamily = opaque(PREPROCESSING, unchanged);
export const sameShape: LayerFamily = opaque(OTHER, unchanged);
export const notCovered: LayerFamily = opaque(OTHER);

/** [features] to [n, features]. */
export const repeatVector: LayerFamily = opaque(REARRANGING, ({ options, input }) =>
  input === null ? null : [options.dimension('n', null), ...input],
);

/** `dims` counts from 1. */
export const permute: LayerFamily = opaque(REARRANGING, ({ options, input }) => {
  if (input === null || options.entry('dims') === null) return input;
  return options.axes('dims', 1).map((axis) => input[axis - 1] ?? 1);
});

export function upSampling(rank: Rank): LayerFamily {
  return opaque(REARRANGING, (layer) => {
    layer.options.accept('interpolation');
    const factors = layer.options.numbers(
      'size',
      rank,
      Array.from({ length: rank }, () => 2),
    );
    return mapExtents(layer, rank, (n, i) => n * (factors[i] ?? 1));
  });
}

export function cropping(rank: Rank): LayerFamily {
  return opaque(REARRANGING, (layer) => {
    const value = layer.options.value('cropping');
    const amount = (item: typeof value): number =>
      item === null || item === undefined ? 0 : size(layer.options.readDimension(item, 'cropping', 0));
    const both = (item: typeof value): number =>
      item?.kind === 'list' ? amount(item.items[0] ?? null) + amount(item.items[1] ?? null) : 2 * amount(item);
    const each = value?.kind === 'list' && rank > 1 ? value.items.map(both) : [both(value)];
    return mapExtents(layer, rank, (n, i) => n - (each[i] ?? each[0] ?? 0));
  });
}

/** The input's shape with its spatial sizes changed; null if it is not known or nothing is left. */
function mapExtents(layer: LayerReader, rank: Rank, change: (size: number, i: number) => number): Shape | null {
  const { input } = layer;
  if (input === null || input.length !== rank + 1) return null;
  const first = readChannels(layer) === 'first' ? 1 : 0;
  const changed = input.map((dimension, i): Dimension => {
    const spatial = i >= first && i < first + rank;
    return spatial ? combine([dimension], ([n = 0]) => change(n, i - first)) : dimension;
  });
  return changed.every((dimension) => size(dimension) > 0) ? changed : null;
}
