import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [64], units: 64, activation: 'tanh' }));
for (let i = 1; i < 10; i++) model.add(tf.layers.dense({ units: 64, activation: 'tanh' }));
model.add(tf.layers.dense({ units: 1 }));
