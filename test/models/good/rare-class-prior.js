import * as tf from '@tensorflow/tfjs';

// One positive in a hundred: the last bias begins at the logit of that.
const prior = 0.01;
const biasInitializer = tf.initializers.constant({ value: Math.log(prior / (1 - prior)) });

export const detector = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [30], units: 32, activation: 'relu', kernelInitializer: 'heNormal' }),
    tf.layers.dense({ units: 16, activation: 'relu', kernelInitializer: 'heNormal' }),
    tf.layers.dense({ units: 1, activation: 'sigmoid', biasInitializer }),
  ],
});
