import * as tf from '@tensorflow/tfjs';

/** Three blocks of a mobile network, the normalisations left out. */
export const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [32, 32, 64] }));
for (let block = 0; block < 3; block++) {
  model.add(tf.layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', depthwiseInitializer: 'heUniform' }));
  model.add(tf.layers.reLU());
  model.add(tf.layers.conv2d({ filters: 64, kernelSize: 1, activation: 'relu', kernelInitializer: 'heUniform' }));
}
model.add(tf.layers.globalAveragePooling2d({}));
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
