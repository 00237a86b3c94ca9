import * as tf from '@tensorflow/tfjs';

/** A tabular classifier, deep enough for the initialiser to matter. */
const WIDTHS = [256, 256, 128, 128, 64, 64];

export function createClassifier(features: number, classes: number): tf.Sequential {
  const model = tf.sequential({ name: 'classifier' });
  WIDTHS.forEach((units, i) => {
    model.add(
      tf.layers.dense({
        units,
        activation: 'relu',
        kernelInitializer: 'heUniform',
        ...(i === 0 ? { inputShape: [features] } : {}),
      }),
    );
  });
  model.add(tf.layers.dropout({ rate: 0.3 }));
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return model;
}

createClassifier(40, 5);
