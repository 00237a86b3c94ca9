import * as tf from '@tensorflow/tfjs';

/** A small image classifier in the functional style. */
const image = tf.input({ shape: [16, 16, 3], name: 'image' });

let x = tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(image) as tf.SymbolicTensor;
x = tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x) as tf.SymbolicTensor;
x = tf.layers.maxPooling2d({ poolSize: 2 }).apply(x) as tf.SymbolicTensor;
x = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x) as tf.SymbolicTensor;
x = tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', kernelInitializer: tf.initializers.heNormal({ seed: 7 }) }).apply(x) as tf.SymbolicTensor;
x = tf.layers.flatten().apply(x) as tf.SymbolicTensor;
x = tf.layers.dropout({ rate: 0.25 }).apply(x) as tf.SymbolicTensor;
x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(x) as tf.SymbolicTensor;
const classes = tf.layers.dense({ units: 10, activation: 'softmax', name: 'classes' }).apply(x) as tf.SymbolicTensor;

export const model = tf.model({ inputs: image, outputs: classes, name: 'image-classifier' });
