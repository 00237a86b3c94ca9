import * as tf from '@tensorflow/tfjs';

/** Widths that share their hyperparameters (Yang et al. 2021): hidden kernels by fan-in, a read-out of zeros. */
export function atWidth(width: number): tf.LayersModel {
  const hidden = tf.initializers.varianceScaling({ scale: 2, mode: 'fanIn', distribution: 'uniform' });
  const input = tf.input({ shape: [32] });
  let x = tf.layers.dense({ units: width, activation: 'relu', kernelInitializer: hidden }).apply(input);
  for (let i = 0; i < 4; i++) {
    x = tf.layers.dense({ units: width, activation: 'relu', kernelInitializer: hidden, name: `hidden_${i}` }).apply(x);
  }
  const readout = tf.layers.dense({ units: 10, kernelInitializer: tf.initializers.zeros() }).apply(x);
  return tf.model({ inputs: input, outputs: readout as tf.SymbolicTensor });
}

for (const width of [64, 128]) atWidth(width);
