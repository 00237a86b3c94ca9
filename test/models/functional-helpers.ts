import * as tf from '@tensorflow/tfjs';

interface BlockOptions {
  filters: number;
  strides?: number;
  useBatchNorm?: boolean;
  activation?: 'relu' | 'elu';
}

const kernel = { kernelSize: [3, 3] as [number, number], padding: 'same' as const };

function convBlock(x: tf.SymbolicTensor, { filters, strides = 1, useBatchNorm = true, activation = 'relu' }: BlockOptions) {
  let y = tf.layers.conv2d({ ...kernel, filters, strides, useBias: !useBatchNorm, kernelInitializer: 'heNormal' }).apply(x);
  if (useBatchNorm) y = tf.layers.batchNormalization().apply(y);
  return tf.layers.activation({ activation }).apply(y) as tf.SymbolicTensor;
}

class Head {
  constructor(private readonly classes: number, readonly rate = 0.5) {}

  apply(x: tf.SymbolicTensor): tf.SymbolicTensor {
    const pooled = tf.layers.globalAveragePooling2d({}).apply(x) as tf.SymbolicTensor;
    const dropped = tf.layers.dropout({ rate: this.rate }).apply(pooled);
    return tf.layers.dense({ units: this.classes, activation: 'softmax', name: 'probabilities' }).apply(dropped) as tf.SymbolicTensor;
  }
}

export function imageAndMetadata(): tf.LayersModel {
  const image = tf.input({ shape: [64, 64, 3], name: 'image' });
  const metadata = tf.input({ shape: [12], name: 'metadata' });

  let x = convBlock(image, { filters: 16 });
  x = convBlock(x, { filters: 32, strides: 2, activation: 'elu' });
  const skip = x;
  x = convBlock(x, { filters: 32, useBatchNorm: false });
  x = tf.layers.add({ name: 'residual' }).apply([x, skip]) as tf.SymbolicTensor;

  const gate = tf.layers.dense({ units: 32, activation: 'sigmoid', name: 'gate' }).apply(metadata) as tf.SymbolicTensor;
  const scaled = tf.layers.multiply().apply([x, tf.layers.reshape({ targetShape: [1, 1, 32] }).apply(gate) as tf.SymbolicTensor]);
  const probabilities = new Head(5).apply(scaled as tf.SymbolicTensor);
  return tf.model({ inputs: [image, metadata], outputs: probabilities, name: 'two_inputs' });
}

imageAndMetadata().summary();
