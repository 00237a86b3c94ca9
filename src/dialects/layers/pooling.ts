import type { LayerFamily } from '../layer-reader.ts';
import { joinChannels, type Rank, readChannels, readWindow, slideExtents, splitChannels } from './window.ts';

/** The largest or the mean element of each window; windows touch unless `strides` says otherwise. */
export function pooling(pool: 'max' | 'average', rank: Rank): LayerFamily {
  return (layer) => {
    const window = readWindow(layer, rank, 'poolSize', false);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, window.channels), window.channels);
    const output = joinChannels(slideExtents(extents, window), channel, window.channels);
    return layer.body({ kind: 'pooling', pool, window }, output);
  };
}

/** One number a channel, over all positions. */
export function globalPooling(pool: 'max' | 'average', rank: Rank): LayerFamily {
  return (layer) => {
    const channels = readChannels(layer);
    const keepDimensions =
      layer.framework.quirks.globalPoolingKeepsDimensions && layer.options.boolean('keepdims', false);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, channels), channels);
    const output = keepDimensions
      ? joinChannels(
          extents.map(() => 1),
          channel,
          channels,
        )
      : [channel];
    return layer.body({ kind: 'globalPooling', pool, rank, channels, keepDimensions }, output);
  };
}
