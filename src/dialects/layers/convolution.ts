import { combine, size } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import { lowRankFactors } from './low-rank.ts';
import { joinChannels, type Rank, readWindow, slideExtents, splitChannels, volume } from './window.ts';

/**
 * A convolution over `rank` spatial dimensions; W: [...size, channels / groups, filters]. An output sums the taps of
 * its group's channels; an input feeds, of each filter in its group, every stride-th tap.
 */
export function convolution(rank: Rank): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const { options, framework } = layer;
    const filters = options.dimension('filters', null);
    const window = readWindow(layer, rank, 'kernelSize', true);
    const groups = framework.quirks.groups ? size(options.dimension('groups', 1)) : 1;
    const useBias = options.boolean('useBias', true);
    const input = layer.inputOfRank(rank + 1, window.channels);
    const { channel, extents } = splitChannels(input, window.channels);
    const perGroup = combine([channel], ([n = 1]) => n / groups);
    const taps = volume(window.size);
    const kernel = layer.weight({
      role: 'kernel',
      shape: [...window.size, perGroup, filters],
      trueFans: { in: taps * size(perGroup), out: (taps * size(filters)) / groups / volume(window.strides) },
      fallback: framework.defaults.kernel,
    });
    const weights = [...layer.withBias([kernel], useBias, filters), ...lowRankFactors(layer, kernel)];
    const output = joinChannels(slideExtents(extents, window), filters, window.channels);
    return layer.weighted({ kind: 'convolution', window, filters: size(filters), groups, useBias }, output, weights);
  };
}
