import * as tf from '@tensorflow/tfjs';

/** Mean and spread of a prediction; the spread begins at about 1 (softplus of 0.54). */
const features = tf.input({ shape: [10] });
const body = [64, 64].reduce(
  (x, units) =>
    tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'heUniform' }).apply(x) as tf.SymbolicTensor,
  features,
);
const mean = tf.layers.dense({ units: 1, name: 'mean' }).apply(body) as tf.SymbolicTensor;
const spread = tf.layers
  .dense({
    units: 1,
    name: 'spread',
    activation: 'softplus',
    kernelInitializer: 'zeros',
    biasInitializer: tf.initializers.constant({ value: 0.54 }),
  })
  .apply(body) as tf.SymbolicTensor;
export const model = tf.model({ inputs: features, outputs: [mean, spread] });
