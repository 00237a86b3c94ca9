import type { Operation } from '../../model/operation.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';

/** Layers that disturb the signal in training and pass it on unchanged otherwise. */
function noise(read: (layer: LayerReader) => Operation): LayerFamily {
  return (layer) => {
    layer.options.accept('seed', 'noiseShape');
    return layer.body(read(layer), layer.input);
  };
}

export const dropout: LayerFamily = noise(({ options }) => ({
  kind: 'dropout',
  // TF.js clips the rate, Keras refuses what is outside.
  rate: Math.min(1, Math.max(0, options.number('rate', null))),
  spatial: false,
}));

export const spatialDropout: LayerFamily = noise(({ options }) => {
  options.accept('dataFormat');
  return { kind: 'dropout', rate: Math.min(1, Math.max(0, options.number('rate', null))), spatial: true };
});

export const gaussianDropout: LayerFamily = noise(({ options }) => ({
  kind: 'gaussianDropout',
  rate: options.number('rate', null),
}));

export const gaussianNoise: LayerFamily = noise(({ options }) => ({
  kind: 'gaussianNoise',
  stddev: options.number('stddev', null),
}));

export const alphaDropout: LayerFamily = noise(({ options }) => ({
  kind: 'alphaDropout',
  rate: options.number('rate', null),
}));
