import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential({
  layers: [
    tf.layers.dense({
      inputShape: [8],
      units: 16,
      activation: 'tanh',
      kernelInitializer: tf.initializers.randomUniform({ minval: 0, maxval: 1 }),
    }),
    tf.layers.dense({ units: 16, activation: 'tanh', kernelInitializer: tf.initializers.randomNormal({ stddev: 0 }) }),
    tf.layers.dense({ units: 16, activation: 'tanh', kernelInitializer: tf.initializers.glorotNormal({ seed: 0 }) }),
    tf.layers.dense({ units: 1 }),
  ],
});
