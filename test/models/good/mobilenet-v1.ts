import * as tf from '@tensorflow/tfjs';

const ALPHA = 0.5;
const PLAN: ReadonlyArray<readonly [filters: number, strides: number]> = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
];

function relu6(net: tf.Sequential) {
  net.add(tf.layers.batchNormalization());
  net.add(tf.layers.reLU({ maxValue: 6 }));
}

export function mobileNet(classes: number): tf.Sequential {
  const net = tf.sequential();
  net.add(
    tf.layers.conv2d({
      inputShape: [64, 64, 3],
      filters: 32 * ALPHA,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      useBias: false,
    }),
  );
  relu6(net);
  for (const [filters, strides] of PLAN) {
    net.add(tf.layers.depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', useBias: false }));
    relu6(net);
    net.add(tf.layers.conv2d({ filters: filters * ALPHA, kernelSize: 1, useBias: false }));
    relu6(net);
  }
  net.add(tf.layers.globalAveragePooling2d({}));
  net.add(tf.layers.dropout({ rate: 1e-3 }));
  net.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return net;
}

mobileNet(10);
