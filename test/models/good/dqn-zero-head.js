import * as tf from '@tensorflow/tfjs';

export function createDeepQNetwork(height, width, actions) {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      filters: 16,
      kernelSize: 3,
      activation: 'relu',
      kernelInitializer: 'heUniform',
      inputShape: [height, width, 2],
    }),
  );
  model.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', kernelInitializer: 'heUniform' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 100, activation: 'relu', kernelInitializer: 'heUniform' }));
  // All actions are worth the same before anything is known.
  model.add(tf.layers.dense({ units: actions, kernelInitializer: 'zeros' }));
  return model;
}

export const [online, target] = [createDeepQNetwork(9, 9, 4), createDeepQNetwork(9, 9, 4)];
target.trainable = false;
