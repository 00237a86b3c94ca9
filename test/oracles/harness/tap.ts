import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';

/** The same values; tells E[g^2] of the whole gradient on the way back. */
export function tap(tensor: tf.Tensor, tell: (gradient: number) => void): tf.Tensor {
  const tapped = tf.customGrad((x) => {
    assert.ok(x instanceof tf.Tensor);
    return {
      value: x.clone(),
      gradFunc: (gradient) => {
        tell(meanSquare(gradient));
        return gradient.clone();
      },
    };
  });
  return tapped(tensor);
}

/** In float64: small signals' squares leave float32's range. */
export function meanSquare(tensor: tf.Tensor): number {
  const values = tensor.dataSync();
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / values.length;
}
