import * as tf from '@tensorflow/tfjs';
import { readSettings } from './settings';

/** Sizes that only the caller knows. */
export function createPolicy(observationSize: number, hiddenSizes: number[], actions: number) {
  const policy = tf.sequential();
  for (const [i, units] of hiddenSizes.entries()) {
    policy.add(tf.layers.dense({ units, activation: 'relu', inputShape: i === 0 ? [observationSize] : undefined }));
  }
  policy.add(tf.layers.dense({ units: actions * 2 }));
  return policy;
}

const { width, depth } = readSettings();
const net = tf.sequential();
net.add(tf.layers.dense({ units: width, activation: 'elu', inputShape: [null as unknown as number, 3] }));
for (let i = 0; i < depth; i++) net.add(tf.layers.dense({ units: width, activation: 'elu' }));
