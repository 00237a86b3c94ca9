import * as tf from '@tensorflow/tfjs';

/** Policy and value as in well-known PPO code: orthogonal kernels, a policy that begins all but uniform. */
function hidden(units: number, inputShape?: number[]) {
  return tf.layers.dense({
    units,
    activation: 'tanh',
    kernelInitializer: tf.initializers.orthogonal({ gain: Math.SQRT2 }),
    ...(inputShape && { inputShape }),
  });
}

export function policy(observations: number, actions: number) {
  return tf.sequential({
    layers: [
      hidden(64, [observations]),
      hidden(64),
      tf.layers.dense({ units: actions, kernelInitializer: tf.initializers.orthogonal({ gain: 0.01 }) }),
    ],
  });
}

export function critic(observations: number) {
  return tf.sequential({
    layers: [
      hidden(64, [observations]),
      hidden(64),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.orthogonal({ gain: 1 }) }),
    ],
  });
}

policy(17, 6);
critic(17);
