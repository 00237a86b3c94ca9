import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [512] }));
for (let i = 0; i < 10; i++) {
  model.add(
    tf.layers.dense({ units: 512, activation: 'tanh', kernelInitializer: tf.initializers.randomNormal({ stddev: 1 }) }),
  );
}
model.add(tf.layers.dense({ units: 1 }));
