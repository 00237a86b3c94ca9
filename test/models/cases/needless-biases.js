import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(
  tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, padding: 'same', kernelInitializer: 'heUniform' }),
);
model.add(tf.layers.batchNormalization());
model.add(tf.layers.reLU());
model.add(tf.layers.globalAveragePooling2d({}));
model.add(
  tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform', biasInitializer: 'ones' }),
);
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
