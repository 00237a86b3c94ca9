import * as tf from '@tensorflow/tfjs';

const VOCABULARY = 5000;
const WORDS = 80;

/**
 * Tells good film reviews from bad ones. `unitForgetBias` is right: TensorFlow.js, unlike Keras, leaves it off. The layers
 * have three slips in them, one of which stops the program, and two of which nobody would notice.
 */
export function createReviewClassifier() {
  const model = tf.sequential({ name: 'review-classifier' });
  model.add(tf.layers.embedding({ inputDim: VOCABULARY, outputDim: 32, inputLength: WORDS }));
  model.add(tf.layers.lstm({ units: 24, returnSequences: true, unitForgetBias: true, recurrent_initializer: 'glorotNormal' }));
  model.add(tf.layers.lstm({ units: 16, unitForgetBias: true, kernelInitializer: 'lecun_uniform' }));
  model.add(tf.layers.dense({ units: 32, activation: 'relu', kernelInitializer: 'zeros' }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  return model;
}
