import * as tf from '@tensorflow/tfjs';

const categories = { country: 200, device: 12, hour: 24 };
const inputs = Object.keys(categories).map((name) => tf.input({ shape: [1], name }));
const vectors = inputs.map((x, i) => {
  const size = Object.values(categories)[i];
  return tf.layers.flatten().apply(tf.layers.embedding({ inputDim: size, outputDim: 8 }).apply(x));
});
const numbers = tf.input({ shape: [13], name: 'numbers' });
let deep = tf.layers.concatenate().apply([...vectors, numbers]);
for (const units of [64, 32]) {
  deep = tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'heUniform' }).apply(deep);
}
const click = tf.layers
  .dense({ units: 1, activation: 'sigmoid' })
  .apply(tf.layers.concatenate().apply([numbers, deep]));
export const wideAndDeep = tf.model({ inputs: [...inputs, numbers], outputs: click });
