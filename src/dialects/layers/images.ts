import { type Shape, size } from '../../model/shape.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';
import { opaque } from './opaque.ts';
import { joinChannels, readChannels, splitChannels } from './window.ts';

/** Layers that prepare or vary images ahead of what is trained. */

const RESIZED = 'It resizes or cuts images: the signal is taken to pass unchanged.';
const VARIED =
  'It varies images at random in training and passes them on otherwise: the signal is taken to pass unchanged.';
const PREPARED = 'It prepares images ahead of what is trained: the signal is taken to pass unchanged.';

/** To `height` x `width`, by cutting out the middle or some part. */
export const cut: LayerFamily = opaque(RESIZED, imageOfSize);

/** To `height` x `width`. TF.js takes the batch for the height, so that the width becomes the number of channels. */
export const resized: LayerFamily = opaque(RESIZED, (layer) => {
  const output = imageOfSize(layer);
  if (layer.framework.quirks.resizesBatches || output === null) return output;
  return [output[1] ?? 1, layer.input?.[1] ?? 1];
});

function imageOfSize(layer: LayerReader): Shape | null {
  const { options, input } = layer;
  const extents = [options.dimension('height', null), options.dimension('width', null)];
  const order = readChannels(layer);
  return input?.length === 3 ? joinChannels(extents, splitChannels(input, order).channel, order) : null;
}

export const variedImage: LayerFamily = opaque(VARIED, unchanged);
export const preparedImage: LayerFamily = opaque(PREPARED, unchanged);

/** The size along one spatial dimension is drawn anew for every batch; the input's stands in for it. */
export function variedExtent(axis: 0 | 1): LayerFamily {
  const what = axis === 0 ? 'height' : 'width';
  return opaque(VARIED, (layer) => {
    const extent = layer.input?.[axis];
    if (layer.input?.length !== 3 || extent === undefined || !layer.framework.quirks.resizesBatches) return null;
    const assumed = size(extent);
    layer.noteUnknown(what, `Its output's ${what} is drawn anew for every batch: ${assumed} is assumed.`, assumed);
    return layer.input.map((dimension, i) => (i === axis ? { name: what, assumed } : dimension));
  });
}

function unchanged({ input }: LayerReader): Shape | null {
  return input;
}
