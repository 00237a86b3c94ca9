import type { Window } from '../../model/operation.ts';
import { type Dimension, type Shape, size, sizes } from '../../model/shape.ts';
import { countTaps, slides } from '../../model/window.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerFamily, type LayerReader } from '../layer-reader.ts';
import { joinChannels, type Rank, readWindow, slideExtents, splitChannels, volume } from './window.ts';

const REASON =
  'Layers with weights of their own at every position are not computed: the signal is taken to pass unchanged.';

/** A convolution whose kernel and bias differ from position to position. */
export function locallyConnected(rank: Rank): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const { options, framework, className } = layer;
    const filters = options.dimension('filters', null);
    const window = readWindow(layer, rank, 'kernelSize', false);
    const useBias = options.boolean('useBias', true);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, window.channels), window.channels);
    const places = slideExtents(extents, window);
    const taps = volume(window.size);
    const kernel = layer.weight({
      role: 'kernel',
      shape: kernelShape(options.number('implementation', 1), window, { channel, extents, filters, places }),
      trueFans: { in: taps * size(channel), out: (taps * size(filters)) / volume(window.strides) },
      fallback: framework.defaults.kernel,
    });
    const shape = [...places, filters];
    const bias = layer.weight({ role: 'bias', shape, trueFans: ELEMENTWISE_FANS, fallback: { name: 'zeros' } });
    const output = joinChannels(places, filters, window.channels);
    const weights = useBias ? [kernel, bias] : [kernel];
    return layer.weighted({ kind: 'opaque', className, reason: REASON }, output, weights);
  };
}

interface Sizes {
  readonly channel: Dimension;
  readonly extents: Shape;
  readonly filters: Dimension;
  /** Of the output. */
  readonly places: Shape;
}

/** Keras keeps the kernel by place (1), as a full matrix from inputs to outputs (2) or as what of that is not zero (3). */
function kernelShape(implementation: number, window: Window, { channel, extents, filters, places }: Sizes): Shape {
  switch (implementation) {
    case 2: {
      const join = (spatial: Shape, channels: Dimension) =>
        window.channels === 'last' ? [...spatial, channels] : [channels, ...spatial];
      return [...join(extents, channel), ...join(places, filters)];
    }
    case 3: {
      const pairs = slides(window, sizes(extents), sizes(places)).reduce((count, slide) => count * countTaps(slide), 1);
      return [pairs * size(channel) * size(filters)];
    }
    default:
      return [volume(sizes(places)), volume(window.size) * size(channel), filters];
  }
}
