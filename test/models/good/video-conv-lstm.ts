import * as tf from '@tensorflow/tfjs';

export const nextFrame = tf.sequential({
  layers: [
    tf.layers.convLstm2d({
      inputShape: [6, 16, 16, 1],
      filters: 8,
      kernelSize: 3,
      padding: 'same',
      returnSequences: true,
      unitForgetBias: true,
    }) as tf.layers.Layer,
    tf.layers.batchNormalization(),
    tf.layers.convLstm2d({ filters: 8, kernelSize: 3, padding: 'same', unitForgetBias: true }) as tf.layers.Layer,
    tf.layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }),
  ],
});
