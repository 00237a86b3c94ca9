import * as tf from '@tensorflow/tfjs';

const EMBEDDING = 32;

/** Both sides go through one encoder: its weights are there once. */
function buildEncoder(): tf.Sequential {
  const encoder = tf.sequential({ name: 'encoder' });
  encoder.add(tf.layers.dense({ units: 64, activation: 'relu', inputShape: [20], name: 'wide' }));
  encoder.add(tf.layers.dense({ units: EMBEDDING, name: 'embedding' }));
  return encoder;
}

const left = tf.input({ shape: [20], name: 'left' });
const right = tf.input({ shape: [20], name: 'right' });
const encoder = buildEncoder();
const project = tf.layers.dense({ units: 8, activation: 'tanh', name: 'project' });

const sides = [left, right].map((side) => project.apply(encoder.apply(side) as tf.SymbolicTensor) as tf.SymbolicTensor);
const joined = tf.layers.concatenate().apply([...sides]) as tf.SymbolicTensor;
const same = tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'same' }).apply(joined) as tf.SymbolicTensor;

export const siamese = tf.model({ inputs: [left, right], outputs: same, name: 'siamese' });
