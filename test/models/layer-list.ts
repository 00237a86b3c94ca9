import * as tf from '@tensorflow/tfjs';

const BLOCKS = [
  { filters: 32, kernel: 3 },
  { filters: 64, kernel: 3 },
];

/** One list of layers, part of it computed. */
export const classifier = tf.sequential({
  name: 'digits',
  layers: [
    tf.layers.inputLayer({ inputShape: [28, 28, 1] }),
    ...BLOCKS.flatMap(({ filters, kernel }, i) => [
      tf.layers.conv2d({ filters, kernelSize: kernel, padding: 'same', activation: 'relu', name: `block${i + 1}_conv` }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2, name: `block${i + 1}_pool` }),
    ]),
    tf.layers.flatten(),
    tf.layers.dense({ units: 128, activation: 'relu', kernelInitializer: 'heUniform' }),
    // tf.layers.dropout({ rate: 0.25 }),
    tf.layers.dense({ units: 10, activation: 'softmax' /* , kernelInitializer: 'zeros' */ }),
  ],
});

const regression = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'tanh', batchInputShape: [null, 6] }),
    tf.layers.dense({ units: 1 }),
  ],
});
regression.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
