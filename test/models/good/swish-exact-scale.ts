import * as tf from '@tensorflow/tfjs';

/** The scale that keeps the signal behind swish; He's 2 loses it over so many layers. */
const keeping = (seed: number) =>
  tf.initializers.varianceScaling({ scale: 2.4297, mode: 'fanIn', distribution: 'uniform', seed });

export const field = tf.sequential();
field.add(tf.layers.dense({ inputShape: [64], units: 128, activation: 'swish', kernelInitializer: keeping(1) }));
for (let i = 2; i < 9; i++) {
  field.add(tf.layers.dense({ units: 128, activation: 'swish', kernelInitializer: keeping(i) }));
}
field.add(tf.layers.dense({ units: 4 }));
