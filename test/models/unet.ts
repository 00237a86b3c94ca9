import * as tf from '@tensorflow/tfjs';

type Tensor = tf.SymbolicTensor;

const conv = (filters: number, size: 1 | 3 = 3) =>
  tf.layers.conv2d({ filters, kernelSize: size, padding: 'same', activation: size === 1 ? 'sigmoid' : 'relu', kernelInitializer: 'heNormal' });

const twice = (x: Tensor, filters: number): Tensor => [conv(filters), conv(filters)].reduce((y, layer) => layer.apply(y) as Tensor, x);

/** Levels go down onto a stack and come up from it again. */
export default function unet({ size = 64, levels = [16, 32] }: { size?: number; levels?: number[] } = {}) {
  const image = tf.input({ shape: [size, size, 1], name: 'image' });
  const skips: Tensor[] = [];
  let x: Tensor = image;
  for (const filters of levels) {
    x = twice(x, filters);
    skips.push(x);
    x = tf.layers.maxPooling2d({ poolSize: 2 }).apply(x) as Tensor;
  }
  x = twice(x, levels[levels.length - 1] * 2);
  for (const filters of [...levels].reverse()) {
    x = tf.layers.conv2dTranspose({ filters, kernelSize: 2, strides: 2, padding: 'same' }).apply(x) as Tensor;
    const skip = skips.pop();
    if (skip) x = tf.layers.concatenate({ axis: -1 }).apply([skip, x]) as Tensor;
    x = twice(x, filters);
  }
  return tf.model({ inputs: image, outputs: conv(1, 1).apply(x) as Tensor, name: 'unet' });
}
