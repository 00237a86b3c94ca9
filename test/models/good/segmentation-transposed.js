import * as tf from '@tensorflow/tfjs';

// Encoder and decoder; everything but the output is normalised.
const l = tf.layers;
const down = (x, filters) => {
  const y = l.conv2d({ filters, kernelSize: 3, strides: 2, padding: 'same', useBias: false }).apply(x);
  return l.leakyReLU({ alpha: 0.2 }).apply(l.batchNormalization().apply(y));
};
const up = (x, skip, filters) => {
  const y = l.conv2dTranspose({ filters, kernelSize: 4, strides: 2, padding: 'same', useBias: false }).apply(x);
  const z = l.activation({ activation: 'relu' }).apply(l.batchNormalization().apply(y));
  return skip === null ? z : l.concatenate().apply([z, skip]);
};

const image = tf.input({ shape: [64, 64, 3] });
const a = down(image, 16);
const b = down(a, 32);
const c = down(b, 64);
const y = up(up(up(c, b, 32), a, 16), null, 8);
const classes = l.conv2d({ filters: 4, kernelSize: 1, activation: 'softmax' }).apply(y);
export const segmenter = tf.model({ inputs: image, outputs: classes });
