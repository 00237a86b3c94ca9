import { createDialect } from '../create-dialect.ts';
import type { Dialect } from '../dialect.ts';
import { kerasActivations, LAYER_SLOPE } from '../keras/activations.ts';
import { kerasInitializers } from '../keras/initializers.ts';
import { KERAS_LAYERS, layer } from '../keras/layers.ts';
import { KERAS_DEFAULTS, KERAS_QUIRKS } from '../keras/quirks.ts';
import { thresholdedRelu } from '../layers/activation.ts';
import { notCovered, preprocessing, sameShape } from '../layers/not-covered.ts';
import { SNAKE_CASE_OPTIONS } from '../naming.ts';

const HARD_SIGMOID_SLOPE = 0.2;

/** Keras 2 and tf.keras, as Keras 2.15 behaves. */
export const keras2: Dialect = createDialect({
  id: 'keras2',
  label: 'Keras 2',
  version: '2.15.0',
  naming: { code: SNAKE_CASE_OPTIONS, json: SNAKE_CASE_OPTIONS },
  layers: [
    ...KERAS_LAYERS,
    layer('ThresholdedReLU', [], thresholdedRelu),
    // Files of TensorFlow 2 name their second versions so.
    ...['SyncBatchNormalization', 'BatchNormalizationV2'].map((name) => layer(name, [], sameShape)),
    ...['CuDNNGRU', 'CuDNNLSTM', 'LocallyConnected1D', 'LocallyConnected2D', 'DenseFeatures'].map((name) =>
      layer(name, [], notCovered),
    ),
    ...['RandomHeight', 'RandomWidth'].map((name) => layer(name, [], preprocessing)),
    layer('AbstractRNNCell', [], notCovered),
  ],
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
    recurrentOptions: [
      'implementation',
      'zeroOutputForMask',
      'timeMajor',
      'enableCachingDevice',
      'returnRuntime',
      'seed',
    ],
  },
});
