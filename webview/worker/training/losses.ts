import * as tf from '@tensorflow/tfjs-core';
import { metrics } from '@tensorflow/tfjs-layers';
import type { OutputTask } from './task/loss-choice.ts';

/** The mean loss over a batch, summed over the outputs; TensorFlow.js's own losses. */
export function totalLoss(
  tasks: readonly OutputTask[],
  targets: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
): tf.Scalar {
  const losses = tasks.flatMap(({ loss }, i) => {
    const [target, output] = [targets[i], outputs[i]];
    return target === undefined || output === undefined ? [] : [tf.mean(elementLosses(loss, target, output))];
  });
  return tf.sum(tf.stack(losses.map((each) => tf.reshape(each, []))));
}

function elementLosses(loss: OutputTask['loss'], target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  switch (loss.kind) {
    case 'categorical':
      return loss.isLog ? tf.neg(tf.sum(tf.mul(target, output), -1)) : metrics.categoricalCrossentropy(target, output);
    case 'binary':
      return metrics.binaryCrossentropy(target, output);
    case 'squared':
      return metrics.meanSquaredError(target, output);
  }
}
