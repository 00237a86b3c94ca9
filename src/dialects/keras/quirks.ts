import type { LayerDefaults, LayerQuirks } from '../framework.ts';
import { LAYER_SLOPE } from './activations.ts';

/** What Keras 2 and 3 have in common. */
export const KERAS_DEFAULTS: Omit<LayerDefaults, 'convLstmRecurrentActivation'> = {
  kernel: { name: 'glorotUniform' },
  depthwise: { name: 'glorotUniform' },
  separable: { name: 'glorotUniform' },
  leakySlope: LAYER_SLOPE,
  softmaxAxis: -1,
  cropping: { 1: 1, 2: 0, 3: 1 },
  recurrentActivation: { name: 'sigmoid' },
  unitForgetBias: true,
  resetAfter: true,
};

export const KERAS_QUIRKS: Omit<
  LayerQuirks,
  | 'leakySlopeOptions'
  | 'recurrentOptions'
  | 'cellDropout'
  | 'lowRank'
  | 'padsChannelsFirst'
  | 'separableTakesKernelInitializer'
  | 'rmsScaling'
> = {
  unknownOption: { code: 'throws', json: 'throws' },
  groups: true,
  dilatesDepthwise: true,
  dilatesTransposed: true,
  outputPadding: true,
  pointwiseTakesDepthwise: false,
  refusesKernelInitializer: false,
  globalPoolingKeepsDimensions: true,
  reluParameters: true,
  dotRank: null,
  upSamplesByNumber: true,
  resizesBatches: true,
  simpleRnnNullIsDefault: false,
  refusesResetAfter: false,
  takesBackwardLayer: true,
  wrappersFreeze: true,
  baseOptions: ['name', 'trainable', 'weights', 'dtype', 'batchSize', 'autocast', 'dynamic', 'activityRegularizer'],
};
