import * as tf from '@tensorflow/tfjs';
import { sequential } from '../../test/builders/graph.ts';
import { heUniform } from '../../test/builders/samplers.ts';
import type { Sketch } from '../../test/builders/sketch.ts';
import { convolution, pooling } from '../../test/builders/windows.ts';
import { report } from './ours.ts';
import type { Subject } from './subject.ts';
import { meanSquare, measure } from './tensorflow.ts';

/** Filters of 3 x 3 convolutions with relu, or a pooling that halves the image. */
type Plan = readonly (number | 'pool')[];

const VGG: Plan = [64, 64, 'pool', 128, 128, 'pool', 256, 256, 256, 'pool', 512, 512, 512];
const SMALL: Plan = [16, 16, 16, 16, 16, 16];
const SIZE = 32;

/** WASM has no gradient of a convolution's filters: there only signals and their gradients are compared with our whole report. */
export function vgg(): Subject {
  return cnn('VGG-like CNN on 32 x 32 (theirs without kernel gradients)', VGG, 8, false, { ours: 5, theirs: 2 });
}

export function smallCnn(): Subject {
  return cnn('CNN of 6 layers of 16 channels on 32 x 32', SMALL, 8, true, { ours: 5, theirs: 1 });
}

function cnn(
  name: string,
  plan: Plan,
  batch: number,
  withKernels: boolean,
  repeats: { readonly ours: number; readonly theirs: number },
): Subject {
  const graph = sequential([SIZE, SIZE, 3], plan.map(sketchOf));
  return {
    name: `${name}, batch ${batch}`,
    target: 3,
    repeats: repeats.ours,
    theirRepeats: repeats.theirs,
    needs: needs(plan, batch),
    ours: (turn) => void report(graph, batch, turn),
    theirs: () => tensorflow(plan, batch, withKernels),
  };
}

function sketchOf(entry: number | 'pool'): Sketch {
  return entry === 'pool' ? pooling('max') : convolution(entry, heUniform, { name: 'relu' });
}

function needs(plan: Plan, batch: number) {
  let [size, channels, products, weights, elements] = [SIZE, 3, 0, 0, 0];
  for (const entry of plan) {
    if (entry === 'pool') size /= 2;
    else {
      products += size * size * 9 * channels * entry;
      weights += 9 * channels * entry;
      elements += size * size * entry;
      channels = entry;
    }
  }
  // Forward, to the input and to the kernel; a uniform number takes half of a normal one.
  return { flops: 6 * batch * products, bytes: batch * elements * 4 * 8, normals: weights / 2 };
}

function tensorflow(plan: Plan, batch: number, withKernels: boolean): void {
  tf.tidy(() => {
    const initializer = tf.initializers.heUniform({});
    const kernels: tf.Tensor4D[] = [];
    const taps: tf.Tensor4D[] = [];
    let [size, channels] = [SIZE, 3];
    for (const entry of plan) {
      if (entry === 'pool') size /= 2;
      else {
        kernels.push(
          tf.tensor4d(initializer.apply([3, 3, channels, entry], 'float32').dataSync(), [3, 3, channels, entry]),
        );
        taps.push(tf.zeros([batch, size, size, entry]));
        channels = entry;
      }
    }
    const input: tf.Tensor4D = tf.randomNormal([batch, SIZE, SIZE, 3]);
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      let signal = input;
      let layer = 0;
      for (const entry of plan) {
        if (entry === 'pool') {
          signal = tf.maxPool(signal, 2, 2, 'valid');
          continue;
        }
        const kernel = withKernels ? tensors[taps.length + layer] : kernels[layer];
        const tap = tensors[layer];
        if (kernel === undefined || tap === undefined)
          throw new RangeError('A kernel and a tap for every convolution.');
        signal = tf.add(tf.relu(tf.conv2d(signal, kernel.as4D(...shapeOf(kernel)), 1, 'same')), tap);
        measure(signal);
        layer++;
      }
      return tf.sum(tf.mul(signal, tf.randomNormal(signal.shape)));
    };
    const gradients = tf.grads(loss)(withKernels ? [...taps, ...kernels] : taps);
    for (const gradient of gradients) meanSquare(gradient);
  });
}

function shapeOf({ shape: [a = 1, b = 1, c = 1, d = 1] }: tf.Tensor): [number, number, number, number] {
  return [a, b, c, d];
}
