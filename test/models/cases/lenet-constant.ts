import * as tf from '@tensorflow/tfjs';

const start = tf.initializers.constant({ value: 0.1 });

export const lenet = tf.sequential();
lenet.add(
  tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 6, kernelSize: 5, activation: 'relu', kernelInitializer: start }),
);
lenet.add(tf.layers.averagePooling2d({ poolSize: 2 }));
lenet.add(tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer: start }));
lenet.add(tf.layers.averagePooling2d({ poolSize: 2 }));
lenet.add(tf.layers.flatten());
lenet.add(tf.layers.dense({ units: 84, activation: 'relu', kernelInitializer: start }));
lenet.add(tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: start }));
