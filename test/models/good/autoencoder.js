import * as tf from '@tensorflow/tfjs';

const hidden = (units, extra = {}) =>
  tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'heUniform', ...extra });

export const encoder = tf.sequential({
  name: 'encoder',
  layers: [hidden(256, { inputShape: [784] }), hidden(64), tf.layers.dense({ units: 16, name: 'code' })],
});
export const decoder = tf.sequential({
  name: 'decoder',
  layers: [hidden(64, { inputShape: [16] }), hidden(256), tf.layers.dense({ units: 784, activation: 'sigmoid' })],
});
