import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [256] }));
for (let i = 0; i < 20; i++) {
  model.add(tf.layers.dense({ units: 256, activation: 'swish', kernelInitializer: 'heUniform' }));
}
model.add(tf.layers.dense({ units: 1 }));
