import * as tf from '@tensorflow/tfjs';

/** Kim 2014: windows of several widths over an embedding. */
export function textCnn(vocabulary = 10_000, length = 60, classes = 2): tf.LayersModel {
  const words = tf.input({ shape: [length], dtype: 'int32' });
  const embedded = tf.layers
    .embedding({
      inputDim: vocabulary,
      outputDim: 32,
      embeddingsInitializer: tf.initializers.randomUniform({ minval: -0.25, maxval: 0.25 }),
    })
    .apply(words);
  const pooled = [3, 4, 5].map((kernelSize) => {
    const found = tf.layers
      .conv1d({ filters: 50, kernelSize, activation: 'relu', kernelInitializer: 'heUniform' })
      .apply(embedded);
    return tf.layers.globalMaxPooling1d({}).apply(found) as tf.SymbolicTensor;
  });
  const all = tf.layers.dropout({ rate: 0.5 }).apply(tf.layers.concatenate().apply(pooled));
  const output = tf.layers.dense({ units: classes, activation: 'softmax' }).apply(all) as tf.SymbolicTensor;
  return tf.model({ inputs: words, outputs: output });
}

textCnn();
