import * as tf from '@tensorflow/tfjs';

// Two heads on convolutions with dropout, after the auxiliary classifier GAN of many tutorials.
const cnn = tf.sequential();
cnn.add(
  tf.layers.conv2d({
    filters: 32,
    kernelSize: 3,
    padding: 'same',
    strides: 2,
    inputShape: [28, 28, 1],
    kernelInitializer: 'heUniform',
  }),
);
cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
cnn.add(tf.layers.dropout({ rate: 0.3 }));
for (const [filters, strides] of [
  [64, 1],
  [128, 2],
  [256, 1],
]) {
  cnn.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', strides, kernelInitializer: 'heUniform' }));
  cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  cnn.add(tf.layers.dropout({ rate: 0.3 }));
}
cnn.add(tf.layers.flatten());

const image = tf.input({ shape: [28, 28, 1] });
const features = cnn.apply(image);
const real = tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(features);
const digit = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(features);
export const discriminator = tf.model({ inputs: image, outputs: [real, digit] });
