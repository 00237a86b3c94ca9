import * as tf from '@tensorflow/tfjs';

// Trained on the 7 x 7 x 256 activations of a MobileNet that stays as it is.
export function createHead(units, classes) {
  return tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [7, 7, 256] }),
      tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'varianceScaling', useBias: true }),
      tf.layers.dense({ units: classes, kernelInitializer: 'varianceScaling', useBias: false, activation: 'softmax' }),
    ],
  });
}

createHead(100, 4);
