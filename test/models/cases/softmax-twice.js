import * as tf from '@tensorflow/tfjs';

/** Predicts the next of 200 words. */
export const model = tf.sequential();
model.add(tf.layers.lstm({ units: 32, inputShape: [5, 200], unitForgetBias: true }));
model.add(tf.layers.dense({ units: 200, activation: 'softmax', kernelInitializer: 'zeros' }));
model.add(tf.layers.dense({ units: 200, activation: 'softmax', kernelInitializer: 'zeros' }));
