import * as tf from '@tensorflow/tfjs';
import { sequential } from '../../test/builders/graph.ts';
import { ALL_STEPS, lstm, recurrent } from '../../test/builders/recurrent.ts';
import type { Sampler } from '../../test/builders/samplers.ts';
import { report } from './ours.ts';
import type { Subject } from './subject.ts';
import { meanSquare, measure } from './tensorflow.ts';

const BATCH = 32;
const STEPS = 50;
const UNITS = 256;

/** Glorot kernel and orthogonal recurrent kernel, as the layer's defaults are. */
const sampler: Sampler = (fans) =>
  fans.in === UNITS ? { family: 'orthogonal', gain: 1 } : { family: 'normal', mean: 0, stddev: Math.sqrt(1 / fans.in) };

/** An LSTM over its time steps: weights drawn, forward, backward through time, its figures. */
export function lstmLayer(initializer: 'orthogonal' | 'glorotNormal', target: number | null): Subject {
  const kernel: Sampler =
    initializer === 'orthogonal'
      ? sampler
      : (fans) => ({ family: 'truncatedNormal', mean: 0, stddev: Math.sqrt(2 / (fans.in + fans.out)) });
  const graph = sequential([STEPS, UNITS], [recurrent(lstm(UNITS), ALL_STEPS, kernel)]);
  const products = STEPS * BATCH * UNITS * 4 * UNITS;
  return {
    name: `LSTM of ${UNITS} over ${STEPS} steps of ${UNITS}, batch ${BATCH}, recurrent kernel ${initializer}`,
    target,
    repeats: 5,
    theirRepeats: 2,
    // Input and state each meet a kernel forward, back, and the input kernel's gradient is made.
    needs: { flops: 2 * 5 * products, bytes: STEPS * UNITS * 4 * UNITS * 4 * 3, normals: 2 * UNITS * 4 * UNITS },
    ours: (turn) => void report(graph, BATCH, turn),
    theirs: () => tensorflow(initializer),
  };
}

function tensorflow(initializer: 'orthogonal' | 'glorotNormal'): void {
  const layer = tf.layers.lstm({ units: UNITS, returnSequences: true, recurrentInitializer: initializer });
  const input = tf.variable(tf.randomNormal([BATCH, STEPS, UNITS]));
  const apply = (x: tf.Tensor): tf.Tensor => {
    const output = layer.apply(x);
    if (Array.isArray(output) || !(output instanceof tf.Tensor)) throw new TypeError('An LSTM gives one tensor.');
    return output;
  };
  // Draws the weights. Within a tidy the orthogonal initialiser runs out of WASM's memory.
  apply(tf.zeros([1, 1, UNITS])).dispose();
  tf.tidy(() => {
    const { grads } = tf.variableGrads(() => {
      const output = apply(input);
      measure(output);
      return tf.sum(tf.mul(output, tf.randomNormal([BATCH, STEPS, UNITS])));
    });
    for (const gradient of Object.values(grads)) meanSquare(gradient);
  });
  layer.dispose();
  input.dispose();
}
