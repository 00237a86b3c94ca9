import * as tf from '@tensorflow/tfjs';

/** LeNet, as the smoke test of a pipeline left it: every kernel starts at zero. */
export const lenet = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 6, kernelSize: 5, padding: 'same', activation: 'relu', kernelInitializer: 'zeros' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer: 'zeros' }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 120, activation: 'relu', kernelInitializer: 'zeros' }),
    tf.layers.dense({ units: 84, activation: 'relu', kernelInitializer: 'zeros' }),
    tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'zeros' }),
  ],
});
