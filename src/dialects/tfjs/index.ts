import { createDialect } from '../create-dialect.ts';
import type { Dialect } from '../dialect.ts';
import { CAMEL_CASE_OPTIONS, CAMEL_CASED_OPTIONS } from '../naming.ts';
import { ACTIVATIONS, HARD_SIGMOID_SLOPE, LEAKY_SLOPE } from './activations.ts';
import { CELL_DROPOUT } from './cell-dropout.ts';
import { INITIALIZERS } from './initializers.ts';
import { LAYERS } from './layers.ts';

/** TensorFlow.js, as @tensorflow/tfjs-layers 4.22 behaves. */
export const tfjs: Dialect = createDialect({
  id: 'tfjs',
  label: 'TensorFlow.js',
  version: '4.22.0',
  naming: { code: CAMEL_CASE_OPTIONS, json: CAMEL_CASED_OPTIONS },
  layers: LAYERS,
  operations: {},
  initializers: INITIALIZERS,
  activations: ACTIVATIONS,
  defaults: {
    kernel: { name: 'glorotNormal' },
    depthwise: { name: 'glorotNormal' },
    separable: { name: 'glorotUniform' },
    leakySlope: LEAKY_SLOPE,
    softmaxAxis: 1,
    cropping: { 1: null, 2: null, 3: null },
    recurrentActivation: { name: 'hardSigmoid', slope: HARD_SIGMOID_SLOPE },
    convLstmRecurrentActivation: { name: 'hardSigmoid', slope: HARD_SIGMOID_SLOPE },
    unitForgetBias: false,
    resetAfter: false,
  },
  quirks: {
    unknownOption: { code: 'dropped', json: 'dropped' },
    leakySlopeOptions: ['alpha'],
    groups: false,
    dilatesDepthwise: false,
    dilatesTransposed: false,
    outputPadding: false,
    pointwiseTakesDepthwise: true,
    refusesKernelInitializer: true,
    separableTakesKernelInitializer: false,
    globalPoolingKeepsDimensions: false,
    reluParameters: false,
    lowRank: false,
    dotRank: 2,
    upSamplesByNumber: false,
    padsChannelsFirst: false,
    rmsScaling: false,
    resizesBatches: false,
    recurrentOptions: ['dropoutFunc', 'implementation'],
    cellDropout: CELL_DROPOUT,
    simpleRnnNullIsDefault: true,
    refusesResetAfter: true,
    takesBackwardLayer: false,
    // Their constructors set it before the layer inside is there, or after.
    wrappersFreeze: false,
    baseOptions: ['name', 'trainable', 'weights', 'dtype', 'inputDType', 'batchSize', 'updatable'],
  },
});
