import type { ChannelOrder } from '../../../model/operation.ts';
import type { LayerFamily, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { readAxes, withoutAxes } from './axes.ts';

/**
 * One number for all elements along some axes. Means and maxima over all places of an image, sequence or volume are
 * global pooling.
 */
export function reduction(how: 'max' | 'average' | 'other'): LayerFamily {
  return (layer) => {
    const { given, input } = layer;
    const keep = given.boolean('keepdims', false);
    const axes = readAxes(layer, 'axis', '1');
    const reason = 'It brings several elements together in one: the signal is taken to pass unchanged.';
    // Without axes, or with the batch among them, examples come together.
    if (axes === null || input === null || axes.includes(-1)) return opaqueBody(layer, reason);
    const output = withoutAxes(input, axes, keep);
    const order = channelsLeft(layer, axes);
    const rank = axes.length;
    if (how === 'other' || order === null || (rank !== 1 && rank !== 2 && rank !== 3)) {
      return opaqueBody(layer, reason, output);
    }
    return layer.body({ kind: 'globalPooling', pool: how, rank, channels: order, keepDimensions: keep }, output);
  };
}

/** Where the one axis stands that is left, if it is the first or the last of several. */
function channelsLeft({ input }: LayerReader, axes: readonly number[]): ChannelOrder | null {
  const rank = input?.length ?? 0;
  if (new Set(axes).size !== rank - 1) return null;
  if (!axes.includes(rank - 1)) return 'last';
  return axes.includes(0) ? null : 'first';
}
