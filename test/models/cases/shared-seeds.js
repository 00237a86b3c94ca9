import * as tf from '@tensorflow/tfjs';

const kernelInitializer = tf.initializers.heUniform({ seed: 42 });

export const oneObject = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [64], units: 64, activation: 'relu', kernelInitializer }),
    tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer }),
    tf.layers.dense({ units: 1 }),
  ],
});

export const oneNumber = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [32], units: 32, activation: 'relu', kernelInitializer: tf.initializers.heUniform({ seed: 42 }) }),
    tf.layers.dense({ units: 32, activation: 'relu', kernelInitializer: tf.initializers.heUniform({ seed: 42 }) }),
    tf.layers.dense({ units: 1 }),
  ],
});
