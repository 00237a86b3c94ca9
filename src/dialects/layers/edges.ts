import type { ChannelOrder } from '../../model/operation.ts';
import { combine, type Shape, size } from '../../model/shape.ts';
import type { ConfigValue } from '../declaration.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';
import { joinChannels, type Rank, readChannels, splitChannels } from './window.ts';

/** [before, after] of every spatial dimension. */
export type Amounts = readonly (readonly [number, number])[];

/** Zeros around every spatial dimension. */
export function zeroPadding(rank: Rank): LayerFamily {
  return (layer) => {
    const channels = rank === 1 && !layer.framework.quirks.padsChannelsFirst ? 'last' : readChannels(layer);
    const amounts = readAmounts(layer, 'padding', rank, 1);
    const output = shiftEdges(layer.inputOfRank(rank + 1, channels), channels, amounts, 1);
    return layer.body({ kind: 'zeroPadding', amounts, channels }, output);
  };
}

/** Takes places off the ends of every spatial dimension; null shape if nothing is left. */
export function cropping(rank: Rank): LayerFamily {
  return (layer) => {
    const channels = rank === 1 ? 'last' : readChannels(layer);
    const amounts = readAmounts(layer, 'cropping', rank, layer.framework.defaults.cropping[rank]);
    const output = shiftEdges(layer.inputOfRank(rank + 1, channels), channels, amounts, -1);
    return layer.body({ kind: 'cropping', amounts, channels }, output);
  };
}

/** The shape after edges have moved outwards (1) or inwards (-1). */
export function shiftEdges(shape: Shape, order: ChannelOrder, amounts: Amounts, direction: 1 | -1): Shape | null {
  const { channel, extents } = splitChannels(shape, order);
  const shifted = extents.map((extent, i) => {
    const [before, after] = amounts[i] ?? [0, 0];
    return combine([extent], ([n = 0]) => n + direction * (before + after));
  });
  return joinChannels(shifted, channel, order);
}

/** One amount for all edges, one for each dimension, or [before, after] for each dimension. */
function readAmounts(layer: LayerReader, option: string, rank: Rank, fallback: number | null): Amounts {
  const value = layer.options.value(option);
  const amount = (item: ConfigValue | undefined) =>
    item === undefined ? (fallback ?? 0) : size(layer.options.readSize(item, option, fallback ?? 0, 0));
  const pair = (item: ConfigValue | undefined): readonly [number, number] =>
    item?.kind === 'list' ? [amount(item.items[0]), amount(item.items[1])] : [amount(item), amount(item)];
  if (value === null && fallback === null) layer.options.number(option, null);
  if (value?.kind !== 'list') {
    const every = pair(value ?? undefined);
    return Array.from({ length: rank }, () => every);
  }
  // In one dimension the list is the pair itself.
  return rank === 1 ? [pair(value)] : Array.from({ length: rank }, (_, i) => pair(value.items[i]));
}
