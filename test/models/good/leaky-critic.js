import * as tf from '@tensorflow/tfjs';

// A Wasserstein critic must not be batch-normalised: the scale is leaky ReLU's own, 2 / (1 + 0.2^2).
const kernelInitializer = tf.initializers.varianceScaling({ scale: 2 / (1 + 0.2 ** 2), mode: 'fanIn', distribution: 'uniform' });

export const critic = tf.sequential();
critic.add(tf.layers.inputLayer({ inputShape: [32, 32, 3] }));
for (const filters of [32, 64, 64, 128]) {
  critic.add(tf.layers.conv2d({ filters, kernelSize: 5, strides: 2, padding: 'same', kernelInitializer }));
  critic.add(tf.layers.leakyReLU({ alpha: 0.2 }));
}
critic.add(tf.layers.flatten());
critic.add(tf.layers.dense({ units: 1 }));
