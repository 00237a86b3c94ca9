import * as tf from '@tensorflow/tfjs';

// TensorFlow.js divides a depthwise kernel's variance by all channels: the scale makes up for them.
const CHANNELS = 32;
const depthwise = () =>
  tf.layers.depthwiseConv2d({
    kernelSize: 3,
    padding: 'same',
    depthwiseInitializer: tf.initializers.varianceScaling({ scale: CHANNELS, mode: 'fanIn', distribution: 'uniform' }),
  });
const pointwise = () =>
  tf.layers.conv2d({ filters: CHANNELS, kernelSize: 1, activation: 'relu', kernelInitializer: 'heUniform' });

export const keywordSpotter = tf.sequential({
  layers: [
    tf.layers.conv2d({
      inputShape: [43, 32, 1],
      filters: CHANNELS,
      kernelSize: [10, 4],
      strides: 2,
      activation: 'relu',
      kernelInitializer: 'heUniform',
    }),
    depthwise(),
    pointwise(),
    depthwise(),
    pointwise(),
    depthwise(),
    pointwise(),
    tf.layers.globalAveragePooling2d({}),
    tf.layers.dense({ units: 12, activation: 'softmax' }),
  ],
});
