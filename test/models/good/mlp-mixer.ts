import * as tf from '@tensorflow/tfjs';

type Tensor = tf.SymbolicTensor;

const PATCHES = 16;
const CHANNELS = 32;

const mlp = (x: Tensor, hidden: number, units: number): Tensor => {
  const h = tf.layers.dense({ units: hidden, activation: 'gelu' as never }).apply(x);
  return tf.layers.dense({ units }).apply(h) as Tensor;
};

function mixer(x: Tensor): Tensor {
  let y = tf.layers.layerNormalization({ epsilon: 1e-6 }).apply(x) as Tensor;
  y = tf.layers.permute({ dims: [2, 1] }).apply(y) as Tensor;
  y = mlp(y, 64, PATCHES);
  y = tf.layers.permute({ dims: [2, 1] }).apply(y) as Tensor;
  const tokens = tf.layers.add().apply([x, y]) as Tensor;
  const z = mlp(tf.layers.layerNormalization({ epsilon: 1e-6 }).apply(tokens) as Tensor, 128, CHANNELS);
  return tf.layers.add().apply([tokens, z]) as Tensor;
}

const image = tf.input({ shape: [32, 32, 3] });
let x = tf.layers.conv2d({ filters: CHANNELS, kernelSize: 8, strides: 8 }).apply(image) as Tensor;
x = tf.layers.reshape({ targetShape: [PATCHES, CHANNELS] }).apply(x) as Tensor;
for (let i = 0; i < 6; i++) x = mixer(x);
x = tf.layers.globalAveragePooling1d({}).apply(tf.layers.layerNormalization({ epsilon: 1e-6 }).apply(x)) as Tensor;
const logits = tf.layers.dense({ units: 10, kernelInitializer: 'zeros' }).apply(x) as Tensor;
export const network = tf.model({ inputs: image, outputs: logits });
