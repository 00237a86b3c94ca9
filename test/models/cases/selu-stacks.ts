import * as tf from '@tensorflow/tfjs';

export const truncated = tf.sequential();
truncated.add(tf.layers.inputLayer({ inputShape: [256] }));
for (let i = 0; i < 20; i++) {
  truncated.add(tf.layers.dense({ units: 256, activation: 'selu', kernelInitializer: 'leCunNormal' }));
}
truncated.add(tf.layers.dense({ units: 1 }));

export const tooLarge = tf.sequential();
tooLarge.add(tf.layers.inputLayer({ inputShape: [256] }));
for (let i = 0; i < 20; i++) {
  tooLarge.add(tf.layers.dense({ units: 256, activation: 'selu', kernelInitializer: 'heUniform' }));
}
tooLarge.add(tf.layers.dense({ units: 1 }));
