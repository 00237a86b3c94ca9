import * as tf from '@tensorflow/tfjs';

// No normalisation: the last kernel of each branch is scaled down by the number of blocks.
const BLOCKS = 12;
const WIDTH = 64;

const he = 'heUniform';
const branchEnd = tf.initializers.varianceScaling({ scale: 1 / BLOCKS, mode: 'fanIn', distribution: 'uniform' });

const input = tf.input({ shape: [20] });
let x = tf.layers.dense({ units: WIDTH, kernelInitializer: 'glorotUniform' }).apply(input);
for (let i = 0; i < BLOCKS; i++) {
  let h = tf.layers.dense({ units: WIDTH, activation: 'relu', kernelInitializer: he }).apply(x);
  h = tf.layers.dense({ units: WIDTH, kernelInitializer: branchEnd }).apply(h);
  x = tf.layers.add().apply([x, h]);
}
const y = tf.layers.dense({ units: 1 }).apply(x);
export const regressor = tf.model({ inputs: input, outputs: y });
