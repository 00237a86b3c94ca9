import * as tf from '@tensorflow/tfjs';

const LATENT = 8;

function encoder(): tf.LayersModel {
  const image = tf.input({ shape: [28, 28, 1] });
  const conv = (filters: number) =>
    tf.layers.conv2d({
      filters,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'heUniform',
    });
  const features = tf.layers.flatten().apply(conv(64).apply(conv(32).apply(image))) as tf.SymbolicTensor;
  const mean = tf.layers.dense({ units: LATENT, name: 'mean' }).apply(features) as tf.SymbolicTensor;
  // The posterior begins as wide as the prior.
  const logVariance = tf.layers
    .dense({ units: LATENT, name: 'log_variance', kernelInitializer: 'zeros' })
    .apply(features) as tf.SymbolicTensor;
  return tf.model({ inputs: image, outputs: [mean, logVariance], name: 'encoder' });
}

function decoder(): tf.LayersModel {
  return tf.sequential({
    name: 'decoder',
    layers: [
      tf.layers.dense({ units: 7 * 7 * 32, inputShape: [LATENT], activation: 'relu', kernelInitializer: 'heUniform' }),
      tf.layers.reshape({ targetShape: [7, 7, 32] }),
      tf.layers.conv2dTranspose({ filters: 32, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
      tf.layers.conv2dTranspose({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
      tf.layers.conv2dTranspose({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }),
    ],
  });
}

export const vae = { encoder: encoder(), decoder: decoder() };
