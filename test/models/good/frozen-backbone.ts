import * as tf from '@tensorflow/tfjs';

/** The backbone's weights are loaded and stay; only the head is trained. */
const conv = (filters: number) =>
  tf.layers.conv2d({ filters, kernelSize: 3, strides: 2, activation: 'relu', trainable: false });

const image = tf.input({ shape: [96, 96, 3] });
const features = [16, 32, 64, 128].reduce((x, filters) => conv(filters).apply(x) as tf.SymbolicTensor, image);
const pooled = tf.layers.globalAveragePooling2d({}).apply(features);
const hidden = tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' }).apply(pooled);
const scores = tf.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: 'glorotUniform' }).apply(hidden);
export const classifier = tf.model({ inputs: image, outputs: scores as tf.SymbolicTensor });
