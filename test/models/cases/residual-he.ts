import * as tf from '@tensorflow/tfjs';

function block(x: tf.SymbolicTensor): tf.SymbolicTensor {
  const inner = tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' }).apply(x);
  const branch = tf.layers.dense({ units: 64, kernelInitializer: 'heUniform' }).apply(inner) as tf.SymbolicTensor;
  return tf.layers.add().apply([x, branch]) as tf.SymbolicTensor;
}

const input = tf.input({ shape: [64] });
let x = input;
for (let i = 0; i < 30; i++) x = block(x);
export const model = tf.model({
  inputs: input,
  outputs: tf.layers.dense({ units: 1 }).apply(x) as tf.SymbolicTensor,
});
