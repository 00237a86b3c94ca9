import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(
  tf.layers.separableConv2d({
    inputShape: [32, 32, 16],
    filters: 32,
    kernelSize: 3,
    depthwiseInitializer: 'heUniform',
    pointwiseInitializer: 'glorotUniform',
    activation: 'relu',
  }),
);
model.add(tf.layers.batchNormalization());
model.add(tf.layers.globalAveragePooling2d({}));
model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
