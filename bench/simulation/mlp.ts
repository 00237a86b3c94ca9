import * as tf from '@tensorflow/tfjs';
import { stack } from './models.ts';
import { report } from './ours.ts';
import type { Subject } from './subject.ts';
import { meanSquare, measure } from './tensorflow.ts';

const BATCH = 32;

/** A stack of relu layers, he normal: new weights, forward, backward, and every layer's figures. */
export function mlp(
  layers: number,
  units: number,
  target: number | null,
  repeats: number,
  theirRepeats: number,
): Subject {
  const graph = stack(layers, units);
  return {
    name: `MLP ${layers} x ${units}, relu, batch ${BATCH}`,
    target,
    repeats,
    theirRepeats,
    needs: needs(layers, units),
    ours: (turn) => void report(graph, BATCH, turn),
    theirs: () => tensorflow(layers, units),
  };
}

/** As `mlp`, where the gradients of all kernels at once are too much for WASM's memory: theirs goes back by hand. */
export function wideMlp(layers: number, units: number, target: number | null, repeats: number): Subject {
  const subject = mlp(layers, units, target, repeats, 1);
  return { ...subject, theirs: () => tensorflowByHand(layers, units) };
}

/**
 * Of the way without weights: the two Gram matrices and the basis in float64 (counted twice), Q W times coordinates, and
 * the four products on the way back; two normal numbers for every element of a signal.
 */
function needs(layers: number, units: number) {
  const products = BATCH * BATCH * units;
  return {
    flops: layers * products * 2 * (2 * 1.5 + 5),
    bytes: layers * BATCH * units * 4 * 12,
    normals: layers * 2 * BATCH * units,
  };
}

function tensorflow(layers: number, units: number): void {
  tf.tidy(() => {
    const initializer = tf.initializers.heNormal({});
    const kernels = Array.from({ length: layers }, () => initializer.apply([units, units], 'float32'));
    const taps = kernels.map(() => tf.zeros([BATCH, units]));
    const input = tf.randomNormal([BATCH, units]);
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      let signal: tf.Tensor = input;
      for (let layer = 0; layer < layers; layer++) {
        const kernel = tensors[layer] ?? input;
        signal = tf.add(tf.relu(tf.matMul(signal, kernel)), tensors[layers + layer] ?? 0);
        measure(signal);
      }
      return tf.sum(tf.mul(signal, tf.randomNormal([BATCH, units])));
    };
    for (const gradient of tf.grads(loss)([...kernels, ...taps])) meanSquare(gradient);
  });
}

/** Keeps kernels and signals, and lets go of every gradient as soon as it is measured. */
function tensorflowByHand(layers: number, units: number): void {
  const initializer = tf.initializers.heNormal({});
  const kernels: tf.Tensor[] = [];
  const signals: tf.Tensor[] = [tf.randomNormal([BATCH, units])];
  for (let layer = 0; layer < layers; layer++) {
    kernels.push(tf.tidy(() => initializer.apply([units, units], 'float32')));
    signals.push(tf.tidy(() => tf.relu(tf.matMul(at(signals, layer), at(kernels, layer)))));
    measure(at(signals, layer + 1));
  }
  let gradient: tf.Tensor = tf.randomNormal([BATCH, units]);
  for (let layer = layers - 1; layer >= 0; layer--) {
    const passed: tf.Tensor = tf.tidy(() => {
      meanSquare(gradient);
      const ofSums = tf.mul(gradient, tf.step(at(signals, layer + 1)));
      meanSquare(tf.matMul(at(signals, layer), ofSums, true, false));
      return tf.matMul(ofSums, at(kernels, layer), false, true);
    });
    gradient.dispose();
    gradient = passed;
  }
  tf.dispose([gradient, ...kernels, ...signals]);
}

function at(tensors: readonly tf.Tensor[], i: number): tf.Tensor {
  const tensor = tensors[i];
  if (tensor === undefined) throw new RangeError(`There is no tensor ${i}.`);
  return tensor;
}
