import * as tf from '@tensorflow/tfjs';

const lookBack = 48;
const features = 7;

export function buildForecaster(layerSizes = [32, 32]) {
  const model = tf.sequential();
  layerSizes.forEach((units, i) => {
    model.add(
      tf.layers.gru({
        units,
        returnSequences: i < layerSizes.length - 1,
        dropout: 0.1,
        inputShape: i === 0 ? [lookBack, features] : undefined,
      }),
    );
  });
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

buildForecaster();
