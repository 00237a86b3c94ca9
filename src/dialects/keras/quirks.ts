import type { LayerDefaults, LayerQuirks } from '../framework.ts';
import { LAYER_SLOPE } from './activations.ts';

export const KERAS_DEFAULTS: LayerDefaults = {
  kernel: { name: 'glorotUniform' },
  depthwise: { name: 'glorotUniform' },
  separable: { name: 'glorotUniform' },
  leakySlope: LAYER_SLOPE,
};

/** What Keras 2 and 3 have in common. */
export const KERAS_QUIRKS: Omit<LayerQuirks, 'leakySlopeOptions'> = {
  unknownOption: { code: 'throws', json: 'throws' },
  groups: true,
  dilatesDepthwise: true,
  dilatesTransposed: true,
  outputPadding: true,
  pointwiseTakesDepthwise: false,
  refusesKernelInitializer: false,
  globalPoolingKeepsDimensions: true,
  reluParameters: true,
  baseOptions: ['name', 'trainable', 'weights', 'dtype', 'batchSize', 'autocast', 'dynamic', 'activityRegularizer'],
};
