import * as tf from '@tensorflow/tfjs';

// Convex problems: zeros are as good a start as any.
export const logistic = tf.sequential({
  layers: [tf.layers.dense({ units: 1, inputShape: [12], activation: 'sigmoid', kernelInitializer: 'zeros' })],
});
export const softmaxRegression = tf.sequential({
  layers: [
    tf.layers.flatten({ inputShape: [28, 28, 1] }),
    tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'zeros', biasInitializer: 'zeros' }),
  ],
});
export const linear = tf.sequential();
linear.add(tf.layers.dense({ units: 1, inputShape: [1] }));
