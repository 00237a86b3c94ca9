import * as tf from '@tensorflow/tfjs';

const ORIGINAL = 784;
const LATENT = 2;

function encoder() {
  const x = tf.input({ shape: [ORIGINAL], name: 'pixels' });
  const h = tf.layers.dense({ units: 256, activation: 'relu', name: 'down' }).apply(x);
  const z = tf.layers.dense({ units: LATENT, name: 'code' }).apply(h);
  return tf.model({ inputs: x, outputs: z, name: 'encoder' });
}

function decoder() {
  const model = tf.sequential({ name: 'decoder' });
  model.add(tf.layers.dense({ units: 256, activation: 'relu', inputShape: [LATENT], name: 'up' }));
  model.add(tf.layers.dense({ units: ORIGINAL, activation: 'sigmoid', name: 'image' }));
  return model;
}

/** Two models, one behind the other. */
const [enc, dec] = [encoder(), decoder()];
const input = tf.input({ shape: [ORIGINAL] });
export const autoencoder = tf.model({ inputs: input, outputs: dec.apply(enc.apply(input)), name: 'autoencoder' });

/** The same as a sequence of models. */
export const stacked = tf.sequential({ layers: [encoder(), decoder()] });
