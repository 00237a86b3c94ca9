import * as tf from '@tensorflow/tfjs';

const HIDDEN_LAYERS = 10;
const HIDDEN_UNITS = 128;

/**
 * A classifier for 28 x 28 digits. It compiles, runs, and does not learn: see what Init Lens underlines,
 * then run "Init Lens: Show Signal Propagation".
 */
export function createDigitClassifier(): tf.Sequential {
  const model = tf.sequential({ name: 'digit-classifier' });
  model.add(tf.layers.dense({ units: HIDDEN_UNITS, activation: 'relu', inputShape: [784] }));
  for (let i = 1; i < HIDDEN_LAYERS; i++) {
    model.add(tf.layers.dense({ units: HIDDEN_UNITS, activation: 'relu' }));
  }
  model.add(tf.layers.dense({
    units: 64,
    activation: 'relu',
    kernelInitializer: 'heNormal',
  }));
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  return model;
}
