import * as tf from '@tensorflow/tfjs-node';

const { layers } = tf;

/** Layers inside the options of others. */
export function createTagger(vocabulary = 5000, tags = 17) {
  const model = tf.sequential();
  model.add(layers.embedding({ inputDim: vocabulary, outputDim: 64, inputLength: 40, maskZero: true }));
  model.add(
    layers.bidirectional({
      layer: layers.lstm({ units: 48, returnSequences: true, recurrentInitializer: 'glorotNormal' }) as tf.RNN,
      mergeMode: 'concat',
    }),
  );
  model.add(layers.timeDistributed({ layer: layers.dense({ units: tags, activation: 'softmax' }) }));
  return model;
}

export function createForecaster() {
  const cells = [16, 8].map((units) => layers.gruCell({ units, activation: 'tanh', name: `cell_${units}` }));
  const inner = layers.lstm({ units: 4, kernelInitializer: 'heNormal' });
  return tf.sequential({
    layers: [
      layers.rnn({ cell: cells, returnSequences: true, inputShape: [24, 3] }),
      layers.bidirectional({ layer: inner as tf.RNN, mergeMode: 'sum' }),
      layers.dense({ units: 1 }),
    ],
  });
}
