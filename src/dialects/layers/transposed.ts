import { size } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import {
  joinChannels,
  noteIgnoredDilation,
  type Rank,
  readWindow,
  splitChannels,
  transposeExtents,
  volume,
} from './window.ts';

/**
 * The transpose of a convolution, which widens its input; W: [...size, filters, channels]. An input feeds all taps of
 * all filters; an output of stride s is met by one tap in s of each dimension.
 */
export function transposedConvolution(rank: Rank): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const { options, framework } = layer;
    const { dilatesTransposed, outputPadding } = framework.quirks;
    const filters = options.dimension('filters', null);
    const window = readWindow(layer, rank, 'kernelSize', dilatesTransposed);
    if (!dilatesTransposed) noteIgnoredDilation(layer, rank);
    const extra =
      outputPadding && options.entry('outputPadding') !== null ? options.sizes('outputPadding', rank, null, 0) : null;
    const useBias = options.boolean('useBias', true);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, window.channels), window.channels);
    const taps = volume(window.size);
    const kernel = layer.weight({
      role: 'kernel',
      shape: [...window.size, filters, channel],
      trueFans: { in: (taps * size(channel)) / volume(window.strides), out: taps * size(filters) },
      fallback: framework.defaults.kernel,
    });
    const weights = layer.withBias([kernel], useBias, filters);
    const output = joinChannels(transposeExtents(extents, window, extra), filters, window.channels);
    return layer.weighted({ kind: 'transposedConvolution', window, filters: size(filters), useBias }, output, weights);
  };
}
