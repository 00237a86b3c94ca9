import { ELEMENTWISE_FANS, type LayerBody, type LayerReader } from '../layer-reader.ts';

/** Layers that Keras's ConvNeXt puts at the end of a residual branch, saved as classes of their own. */

/** A learnt factor for every channel, gamma: [projection_dim], which starts at `initValues` (arXiv 2103.17239). */
export function layerScale(layer: LayerReader): LayerBody {
  const scale = layer.options.number('initValues', null);
  const gamma = layer.fixedWeight({
    role: 'gamma',
    shape: [layer.options.dimension('projectionDim', null)],
    trueFans: ELEMENTWISE_FANS,
    fallback: { name: 'constant', value: scale },
  });
  return { ...layer.body({ kind: 'rescaling', scale, offset: 0 }, layer.input), weights: [gamma] };
}

/** Drops the whole branch of an example in training and divides what is kept by 1 - rate (arXiv 1603.09382). */
export function stochasticDepth(layer: LayerReader): LayerBody {
  const rate = Math.min(1, Math.max(0, layer.options.number('dropPathRate', null)));
  return layer.body({ kind: 'dropout', rate, spatial: true }, layer.input);
}
