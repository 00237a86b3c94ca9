const tf = require('@tensorflow/tfjs');

// A Q-network: zeros in the last layer are deliberate (no action starts out preferred), zeros in a hidden layer are not.
const qNetwork = tf.sequential({
  name: 'q-network',
  layers: [
    tf.layers.dense({ units: 64, inputShape: [8], kernelInitializer: 'he_normal' }),
    tf.layers.leakyReLU({ alpha: 0.2 }),
    tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros' }),
    tf.layers.dense({ units: 32, activation: 'leakyRelu' }),
    tf.layers.dense({ units: 4, kernelInitializer: 'zeros' }),
  ],
});

module.exports = { qNetwork };
