import * as tf from '@tensorflow/tfjs';

type Hidden = 'relu' | 'tanh' | 'sigmoid' | 'linear';

/** The same regression with each kind of hidden layer. */
function regression(activation: Hidden): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [13], units: 32, activation, kernelInitializer: 'zeros' }),
      tf.layers.dense({ units: 1 }),
    ],
  });
}

export const withRelu = regression('relu');

export const withTanh = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [13], units: 32, activation: 'tanh', kernelInitializer: 'zeros' }),
    tf.layers.dense({ units: 1 }),
  ],
});

export const withSigmoid = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [13], units: 32, activation: 'sigmoid', kernelInitializer: tf.initializers.zeros() }),
    tf.layers.dense({ units: 1 }),
  ],
});

export const withoutNonlinearity = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [13], units: 32, kernelInitializer: 'Zeros' }),
    tf.layers.dense({ units: 1 }),
  ],
});
