import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential();
model.add(tf.layers.lstm({ units: 32, inputShape: [50, 4] }));
model.add(tf.layers.dense({ units: 1 }));
