import { interpolationOf } from '../../../model/interpolation.ts';
import type { Window } from '../../../model/operation.ts';
import { size, sizes } from '../../../model/shape.ts';
import type { LayerFamily, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { pooling } from '../../layers/pooling.ts';
import { wholeFactors } from '../../layers/up-sampling.ts';
import { joinChannels, type Rank, readChannels, slideExtents, splitChannels } from '../../layers/window.ts';

/** To `size`; by whole factors upwards that is up-sampling. */
export const resize: LayerFamily = (layer) => {
  const { given, input } = layer;
  const reason = 'It resizes images: the signal is taken to pass unchanged.';
  const target = given.value('size', '1');
  const extents =
    target?.kind === 'list' ? target.items.map((item) => (item.kind === 'number' ? item.value : null)) : [];
  const known = extents.filter((extent) => extent !== null);
  if (input?.length !== 3 || known.length !== 2) return opaqueBody(layer, reason);
  const channels = readChannels(layer);
  const { channel, extents: from } = splitChannels(input, channels);
  const output = joinChannels(known, channel, channels);
  const factors = wholeFactors(sizes(from), known.map(size));
  if (factors === null) return opaqueBody(layer, reason, output);
  const interpolation = interpolationOf(given.text('interpolation') ?? given.text('method') ?? 'bilinear');
  return layer.body({ kind: 'upSampling', factors, interpolation, channels }, output);
};

/** Pooling whose rank is the input's. */
export function poolingOfRank(pool: 'max' | 'average'): LayerFamily {
  return (layer) => {
    const rank = rankOf(layer);
    return rank === null ? opaqueBody(layer, 'It pools an input that cannot be told.') : pooling(pool, rank)(layer);
  };
}

/** Pooling of images as TensorFlow's functions name its options: `ksize`, `padding: 'SAME'`, `data_format: 'NHWC'`. */
export function windowPooling(pool: 'max' | 'average'): LayerFamily {
  return (layer) => {
    const { given, input } = layer;
    if (input?.length !== 3) return opaqueBody(layer, 'It pools an input that cannot be told.');
    const extent = given.sizes('ksize', 2, null);
    const channels = given.text('dataFormat')?.startsWith('NC') === true ? 'first' : 'last';
    const window: Window = {
      rank: 2,
      size: extent,
      strides: given.sizes('strides', 2, extent),
      dilation: [1, 1],
      padding: given.choice('padding', ['valid', 'same'], 'valid'),
      channels,
    };
    const { channel, extents } = splitChannels(input, channels);
    return layer.body(
      { kind: 'pooling', pool, window },
      joinChannels(slideExtents(extents, window), channel, channels),
    );
  };
}

function rankOf({ input }: LayerReader): Rank | null {
  const rank = (input?.length ?? 0) - 1;
  return rank === 1 || rank === 2 || rank === 3 ? rank : null;
}
