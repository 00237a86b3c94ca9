import { interpolationOf } from '../../model/interpolation.ts';
import { combine } from '../../model/shape.ts';
import type { LayerFamily } from '../layer-reader.ts';
import { joinChannels, type Rank, readChannels, splitChannels } from './window.ts';

/** Every position becomes `size` positions, 2 in each dimension unless said otherwise. Only images interpolate. */
export function upSampling(rank: Rank): LayerFamily {
  return (layer) => {
    const { options } = layer;
    const channels = rank === 1 ? 'last' : readChannels(layer);
    const factors = options.sizes(
      'size',
      rank,
      Array.from({ length: rank }, () => 2),
    );
    if (options.value('size')?.kind === 'number' && !layer.framework.quirks.upSamplesByNumber) {
      layer.dropped('size', 'A number gives no sizes here: it takes one for each of the two dimensions, as `[2, 2]`.');
    }
    const interpolation = rank === 2 ? interpolationOf(options.text('interpolation')) : 'nearest';
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, channels), channels);
    const widened = extents.map((extent, i) => combine([extent], ([n = 0]) => n * (factors[i] ?? 1)));
    const operation = { kind: 'upSampling', factors, interpolation, channels } as const;
    return layer.body(operation, joinChannels(widened, channel, channels));
  };
}

/** Whole factors by which each size grew; null where one did not grow by a whole factor. */
export function wholeFactors(from: readonly number[], to: readonly number[]): number[] | null {
  const factors = to.map((extent, i) => extent / (from[i] ?? 0));
  return factors.every((factor) => Number.isInteger(factor) && factor >= 1) ? factors : null;
}
