import { combine, type Dimension, elementCount, product, type Shape, size } from '../../model/shape.ts';
import type { ConfigValue } from '../declaration.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import { joinChannels, type Rank, readChannels, splitChannels } from './window.ts';

export function flatten(layer: LayerReader): LayerBody {
  layer.options.accept('dataFormat');
  return layer.body({ kind: 'flatten' }, layer.input === null ? null : [product(layer.input)]);
}

/** `targetShape` without batch; one entry may be -1 or null and takes what is left. */
export function reshape(layer: LayerReader): LayerBody {
  const written = layer.options.value('targetShape');
  if (written?.kind !== 'list') {
    if (written !== null) layer.options.noteUnread(written, 'targetShape', 'the shape is left as it is');
    const target = layer.input ?? [];
    return layer.body({ kind: 'reshape', target }, layer.input);
  }
  const target = completeTarget(layer, written.items);
  return layer.body({ kind: 'reshape', target }, target);
}

function completeTarget(layer: LayerReader, items: readonly ConfigValue[]): Shape {
  const isOpen = (item: ConfigValue) => item.kind === 'null' || (item.kind === 'number' && size(item.value) < 0);
  const known: Dimension[] = items
    .filter((item) => !isOpen(item))
    .map((item) => layer.options.readDimension(item, 'targetShape', null));
  const total = layer.input === null ? layer.inputOfRank(1) : layer.input;
  const left = combine([...known, ...total], () => Math.floor(elementCount(total) / Math.max(1, elementCount(known))));
  const rest = [...known];
  return items.map((item) => (isOpen(item) ? left : (rest.shift() ?? 1)));
}

/** Zeros around every spatial dimension: one amount, one a dimension, or [before, after] a dimension. */
export function zeroPadding(rank: Rank): LayerFamily {
  return (layer) => {
    const channels = readChannels(layer);
    const amounts = readAmounts(layer, rank);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, channels), channels);
    const padded = extents.map((extent, i) => {
      const [before, after] = amounts[i] ?? [0, 0];
      return combine([extent], ([n = 0]) => n + before + after);
    });
    return layer.body({ kind: 'zeroPadding', amounts, channels }, joinChannels(padded, channel, channels));
  };
}

function readAmounts(layer: LayerReader, rank: Rank): (readonly [number, number])[] {
  const value = layer.options.value('padding');
  const amount = (item: ConfigValue | undefined) =>
    item === undefined ? 1 : size(layer.options.readDimension(item, 'padding', 1));
  const pair = (item: ConfigValue | undefined): readonly [number, number] =>
    item?.kind === 'list' ? [amount(item.items[0]), amount(item.items[1])] : [amount(item), amount(item)];
  const every = (item: ConfigValue | undefined) => Array.from({ length: rank }, () => pair(item));
  if (value?.kind !== 'list') return every(value ?? undefined);
  // In one dimension the list is the pair itself.
  return rank === 1 ? [pair(value)] : Array.from({ length: rank }, (_, i) => pair(value.items[i]));
}
