import * as tf from '@tensorflow/tfjs';

const conv = (filters: number, kernelSize: number, strides = 1) =>
  tf.layers.conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false, kernelInitializer: 'heNormal' });

/** Zero gamma in the last normalisation of a branch: every block begins as its shortcut. */
function block(x: tf.SymbolicTensor, filters: number, strides = 1): tf.SymbolicTensor {
  let y = conv(filters, 3, strides).apply(x) as tf.SymbolicTensor;
  y = tf.layers.batchNormalization().apply(y) as tf.SymbolicTensor;
  y = tf.layers.reLU().apply(y) as tf.SymbolicTensor;
  y = conv(filters, 3).apply(y) as tf.SymbolicTensor;
  y = tf.layers.batchNormalization({ gammaInitializer: 'zeros' }).apply(y) as tf.SymbolicTensor;
  let shortcut = x;
  if (strides !== 1 || x.shape[3] !== filters) {
    shortcut = conv(filters, 1, strides).apply(x) as tf.SymbolicTensor;
    shortcut = tf.layers.batchNormalization().apply(shortcut) as tf.SymbolicTensor;
  }
  const sum = tf.layers.add().apply([shortcut, y]) as tf.SymbolicTensor;
  return tf.layers.reLU().apply(sum) as tf.SymbolicTensor;
}

const image = tf.input({ shape: [32, 32, 3] });
let x = conv(16, 3).apply(image) as tf.SymbolicTensor;
x = tf.layers.batchNormalization().apply(x) as tf.SymbolicTensor;
x = tf.layers.reLU().apply(x) as tf.SymbolicTensor;
for (const [filters, strides] of [
  [16, 1],
  [16, 1],
  [32, 2],
  [32, 1],
  [64, 2],
  [64, 1],
] as const) {
  x = block(x, filters, strides);
}
x = tf.layers.globalAveragePooling2d({}).apply(x) as tf.SymbolicTensor;
const logits = tf.layers.dense({ units: 10 }).apply(x) as tf.SymbolicTensor;
export const resnet = tf.model({ inputs: image, outputs: logits });
