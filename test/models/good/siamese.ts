import * as tf from '@tensorflow/tfjs';

function tower(): tf.Sequential {
  const net = tf.sequential({ name: 'tower' });
  net.add(tf.layers.conv2d({ inputShape: [48, 48, 1], filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer: 'heUniform' }));
  net.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  net.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', kernelInitializer: 'heUniform' }));
  net.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  net.add(tf.layers.flatten());
  net.add(tf.layers.dense({ units: 64, activation: 'sigmoid' }));
  return net;
}

const shared = tower();
const left = tf.input({ shape: [48, 48, 1] });
const right = tf.input({ shape: [48, 48, 1] });
const merged = tf.layers
  .concatenate()
  .apply([shared.apply(left) as tf.SymbolicTensor, shared.apply(right) as tf.SymbolicTensor]);
const same = tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(merged) as tf.SymbolicTensor;
export const siamese = tf.model({ inputs: [left, right], outputs: same });
