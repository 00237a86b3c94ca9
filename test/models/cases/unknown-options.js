import * as tf from '@tensorflow/tfjs';

/** The network of a DQN agent. */
export function createNetwork(observations, actions) {
  const model = tf.sequential();
  model.add(
    tf.layers.dense({
      inputShape: [observations],
      units: 64,
      activation: 'relu',
      initialization: tf.initializers.heNormal(),
    }),
  );
  model.add(tf.layers.dense({ units: 64, activation: 'relu', kernel_initializer: 'heNormal' }));
  model.add(tf.layers.dense({ units: actions }));
  return model;
}

export const network = createNetwork(8, 4);
