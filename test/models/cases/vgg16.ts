import * as tf from '@tensorflow/tfjs';

const CONFIGURATION: (number | 'pool')[] = [
  64, 64, 'pool', 128, 128, 'pool', 256, 256, 256, 'pool', 512, 512, 512, 'pool', 512, 512, 512, 'pool',
];

export function vgg16(classes: number): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({ inputShape: [32, 32, 3] }));
  for (const filters of CONFIGURATION) {
    if (filters === 'pool') {
      model.add(tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }));
    } else {
      model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }));
    }
  }
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return model;
}

export const model = vgg16(10);
