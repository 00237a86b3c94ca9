import * as tf from '@tensorflow/tfjs';

/** Dates to dates: an encoder whose last state begins the decoder, with attention over its steps. */
export function createModel(inputVocabulary: number, outputVocabulary: number, inputLength: number, outputLength: number) {
  const source = tf.input({ shape: [inputLength] });
  const target = tf.input({ shape: [outputLength] });

  let encoded = tf.layers
    .embedding({ inputDim: inputVocabulary, outputDim: 32, inputLength, maskZero: true })
    .apply(source) as tf.SymbolicTensor;
  encoded = tf.layers
    .lstm({ units: 32, returnSequences: true, unitForgetBias: true })
    .apply(encoded) as tf.SymbolicTensor;

  let decoded = tf.layers
    .embedding({ inputDim: outputVocabulary, outputDim: 32, inputLength: outputLength, maskZero: true })
    .apply(target) as tf.SymbolicTensor;
  decoded = tf.layers
    .lstm({ units: 32, returnSequences: true, unitForgetBias: true })
    .apply(decoded) as tf.SymbolicTensor;

  const scores = tf.layers.dot({ axes: [2, 2] }).apply([decoded, encoded]) as tf.SymbolicTensor;
  const attention = tf.layers.activation({ activation: 'softmax' }).apply(scores) as tf.SymbolicTensor;
  const context = tf.layers.dot({ axes: [2, 1] }).apply([attention, encoded]) as tf.SymbolicTensor;
  const combined = tf.layers.concatenate().apply([context, decoded]) as tf.SymbolicTensor;
  const hidden = tf.layers
    .timeDistributed({ layer: tf.layers.dense({ units: 64, activation: 'tanh' }) })
    .apply(combined) as tf.SymbolicTensor;
  const output = tf.layers
    .timeDistributed({ layer: tf.layers.dense({ units: outputVocabulary, activation: 'softmax' }) })
    .apply(hidden) as tf.SymbolicTensor;
  return tf.model({ inputs: [source, target], outputs: output });
}

createModel(35, 13, 12, 10);
