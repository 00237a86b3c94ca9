import * as tf from '@tensorflow/tfjs';

/** E[a^2] of a layer's output and E[g^2] of the gradient with respect to it. */
export interface Moments {
  readonly forward: number;
  readonly backward: number;
}

/**
 * One training-mode pass of TensorFlow.js through layers in a row. The gradient at every layer's output is the gradient
 * with respect to a zero tensor added there, so that forward and backward share one pass and one dropout mask.
 * The input is i.i.d. N(0, 1), and so is the loss gradient at the last output.
 */
export function tappedMoments(layers: readonly tf.layers.Layer[], shape: readonly number[], seed: number): Moments[] {
  return tf.tidy(() => {
    const input = tf.randomNormal([...shape], 0, 1, 'float32', 2 * seed + 1);
    const taps = outputShapes(layers, shape).map((size) => tf.zeros([...size]));
    const forward: number[] = [];
    const loss = (...added: tf.Tensor[]): tf.Scalar => {
      let signal: tf.Tensor = input;
      layers.forEach((layer, i) => {
        const output = layer.call(signal, { training: true });
        signal = tf.add(Array.isArray(output) ? (output[0] ?? signal) : output, added[i] ?? 0);
        forward.push(meanSquare(signal));
      });
      const cotangent = tf.randomNormal(signal.shape, 0, 1, 'float32', 2 * seed + 2);
      return tf.sum(tf.mul(signal, cotangent));
    };
    const gradients = tf.grads(loss)(taps);
    return gradients.map((gradient, i) => ({ forward: forward[i] ?? Number.NaN, backward: meanSquare(gradient) }));
  });
}

function outputShapes(layers: readonly tf.layers.Layer[], input: readonly number[]): number[][] {
  const shapes: number[][] = [];
  let shape: readonly number[] = input;
  for (const layer of layers) {
    const output = layer.computeOutputShape([...shape]);
    shape = output.map((size) => (typeof size === 'number' ? size : 1));
    shapes.push([...shape]);
  }
  return shapes;
}

/** In float64: small signals' squares leave float32's range. */
function meanSquare(tensor: tf.Tensor): number {
  const values = tensor.dataSync();
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / values.length;
}
