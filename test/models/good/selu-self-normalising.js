import * as tf from '@tensorflow/tfjs';

// Klambauer et al. 2017; the uniform kind, since TensorFlow.js truncates its normals without correction.
const hidden = (units) => tf.layers.dense({ units, activation: 'selu', kernelInitializer: 'leCunUniform' });

export const snn = tf.sequential();
snn.add(tf.layers.inputLayer({ inputShape: [128] }));
for (let depth = 0; depth < 16; depth++) snn.add(hidden(128));
snn.add(tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: 'leCunUniform' }));
