import * as tf from '@tensorflow/tfjs';

export const deep = tf.sequential();
deep.add(tf.layers.dense({ inputShape: [64], units: 64, activation: 'relu', kernelInitializer: 'varianceScaling' }));
for (let i = 1; i < 8; i++) {
  deep.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'varianceScaling' }));
}
deep.add(tf.layers.dense({ units: 1 }));

export const shallow = tf.sequential();
shallow.add(tf.layers.dense({ inputShape: [64], units: 64, activation: 'relu', kernelInitializer: 'varianceScaling' }));
shallow.add(tf.layers.dense({ units: 1 }));
