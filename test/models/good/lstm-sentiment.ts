import * as tf from '@tensorflow/tfjs';

const MAX_WORDS = 5000;
const MAX_LENGTH = 80;

export const sentiment = tf.sequential({
  layers: [
    tf.layers.embedding({ inputDim: MAX_WORDS, outputDim: 64, inputLength: MAX_LENGTH, maskZero: true }),
    tf.layers.lstm({ units: 64, unitForgetBias: true, recurrentInitializer: 'glorotNormal' }),
    tf.layers.dropout({ rate: 0.5 }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ],
});
