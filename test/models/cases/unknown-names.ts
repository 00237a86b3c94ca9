import * as tf from '@tensorflow/tfjs';

export function build(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [16], units: 32, activation: 'relu', kernelInitializer: 'he_normal' as any }),
      tf.layers.dense({ units: 32, activation: 'leakyRelu' as any }),
      tf.layers.dense({ units: 1 }),
    ],
  });
}

export const model = build();
