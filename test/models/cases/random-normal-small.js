import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [64], units: 64, activation: 'relu', kernelInitializer: tf.initializers.randomNormal({}) }));
for (let i = 1; i < 10; i++) {
  model.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: tf.initializers.randomNormal({}) }));
}
model.add(tf.layers.dense({ units: 1 }));
