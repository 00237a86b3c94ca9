import * as tf from '@tensorflow/tfjs';

export const tagger = tf.sequential();
tagger.add(tf.layers.embedding({ inputDim: 8000, outputDim: 50, inputLength: 30 }));
tagger.add(
  tf.layers.bidirectional({
    layer: tf.layers.lstm({ units: 48, returnSequences: true, unitForgetBias: true }) as tf.RNN,
    mergeMode: 'concat',
  }),
);
tagger.add(
  tf.layers.timeDistributed({
    layer: tf.layers.dense({ units: 32, activation: 'relu', kernelInitializer: 'heUniform' }),
  }),
);
tagger.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 9, activation: 'softmax' }) }));
