import * as tf from '@tensorflow/tfjs';

export function stack() {
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [64], units: 64, activation: 'sigmoid' }));
  for (let i = 1; i < 10; i++) model.add(tf.layers.dense({ units: 64, activation: 'sigmoid' }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

export const model = stack();
