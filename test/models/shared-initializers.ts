import * as tf from '@tensorflow/tfjs';

enum Size {
  Small = 16,
  Medium = 4 * Small,
}

const MODEL_CONFIG = {
  UNITS: Size.Medium,
  ACTIVATION: 'relu',
  DEEP: true,
} as const;

/** Built once for two layers. */
const shared = tf.initializers.heUniform({ seed: 7 });

/** A function of the layer's size. */
const scaled = (fanIn: number) => tf.initializers.randomNormal({ stddev: Math.sqrt(2 / fanIn) });

const kernelFor = (activation: string) => (activation === 'relu' ? 'heUniform' : 'glorotUniform');

export function build(seed?: number) {
  const { UNITS, ACTIVATION } = MODEL_CONFIG;
  const layers: tf.layers.Layer[] = [
    tf.layers.dense({ units: UNITS, activation: ACTIVATION, kernelInitializer: shared, inputShape: [Size.Small] }),
    tf.layers.dense({ units: UNITS, activation: ACTIVATION, kernelInitializer: shared }),
    tf.layers.dense({ units: UNITS, activation: ACTIVATION, kernelInitializer: scaled(UNITS) }),
    tf.layers.dense({
      units: MODEL_CONFIG.DEEP ? UNITS / 2 : UNITS,
      activation: ACTIVATION,
      ...(seed === undefined ? {} : { kernelInitializer: tf.initializers.heNormal({ seed }) }),
    }),
    tf.layers.dense({ units: 3, activation: 'tanh', kernelInitializer: kernelFor('tanh') }),
  ];
  return tf.sequential({ layers });
}
