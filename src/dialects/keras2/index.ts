import { createDialect } from '../create-dialect.ts';
import type { Dialect } from '../dialect.ts';
import { kerasActivations, LAYER_SLOPE } from '../keras/activations.ts';
import { kerasInitializers } from '../keras/initializers.ts';
import { KERAS_LAYERS, layer } from '../keras/layers.ts';
import { KERAS2_PREPROCESSING } from '../keras/preprocessing.ts';
import { KERAS_DEFAULTS, KERAS_QUIRKS } from '../keras/quirks.ts';
import { thresholdedRelu } from '../layers/activation.ts';
import { featureColumns, ownClass } from '../layers/foreign.ts';
import { locallyConnected } from '../layers/locally-connected.ts';
import { batchNormalization } from '../layers/normalization.ts';
import { cudnnGruCell, cudnnLstmCell } from '../layers/recurrent/cudnn-cells.ts';
import { recurrent } from '../layers/recurrent/recurrent.ts';
import { SNAKE_CASE_OPTIONS } from '../naming.ts';
import { CELL_DROPOUT } from './cell-dropout.ts';
import { FUNCTION_LAYERS } from './function-layers.ts';
import { readingKeras1 } from './keras1.ts';

const HARD_SIGMOID_SLOPE = 0.2;

const KERAS2: Dialect = createDialect({
  id: 'keras2',
  label: 'Keras 2',
  version: '2.15.0',
  naming: { code: SNAKE_CASE_OPTIONS, json: SNAKE_CASE_OPTIONS },
  layers: [
    ...KERAS_LAYERS,
    layer('ThresholdedReLU', [], thresholdedRelu),
    // Files of TensorFlow 2 name their second versions so.
    ...['SyncBatchNormalization', 'BatchNormalizationV1', 'BatchNormalizationV2'].map((name) =>
      layer(name, [], batchNormalization),
    ),
    layer('CuDNNGRU', [], recurrent(cudnnGruCell)),
    layer('CuDNNLSTM', [], recurrent(cudnnLstmCell)),
    layer('LocallyConnected1D', [], locallyConnected(1)),
    layer('LocallyConnected2D', [], locallyConnected(2)),
    layer('DenseFeatures', [], featureColumns),
    ...KERAS2_PREPROCESSING,
    ...FUNCTION_LAYERS,
    layer('AbstractRNNCell', [], ownClass),
  ],
  operations: {},
  initializers: kerasInitializers({}, 0),
  // Activation layers are looked up as well and built with no arguments.
  activations: kerasActivations(HARD_SIGMOID_SLOPE, {
    ReLU: { name: 'relu' },
    LeakyReLU: { name: 'leakyRelu', slope: LAYER_SLOPE },
    PReLU: { name: 'prelu', slope: 0 },
    ELU: { name: 'elu', alpha: 1 },
    Softmax: { name: 'softmax' },
    ThresholdedReLU: { name: 'thresholdedRelu', theta: 1 },
  }),
  defaults: { ...KERAS_DEFAULTS, convLstmRecurrentActivation: { name: 'hardSigmoid', slope: HARD_SIGMOID_SLOPE } },
  quirks: {
    ...KERAS_QUIRKS,
    leakySlopeOptions: ['alpha'],
    separableTakesKernelInitializer: true,
    lowRank: false,
    padsChannelsFirst: false,
    rmsScaling: false,
    recurrentOptions: [
      'implementation',
      'zeroOutputForMask',
      'timeMajor',
      'enableCachingDevice',
      'returnRuntime',
      'seed',
    ],
    cellDropout: CELL_DROPOUT,
  },
});

/** Keras 2 and tf.keras, as Keras 2.15 behaves; of files of Keras 1, as Keras 2 first read them. */
export const keras2: Dialect = readingKeras1(KERAS2);
