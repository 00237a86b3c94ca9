import * as tf from '@tensorflow/tfjs';
import { simulate } from '../src/simulation/simulate.ts';
import { predict } from '../src/theory/predict.ts';
import { sequential } from '../test/builders/graph.ts';
import { dense } from '../test/builders/layers.ts';
import { heTruncated } from '../test/builders/samplers.ts';

const LAYERS = 20;
const UNITS = 512;
const BATCH = 32;
const REPEATS = 3;

/**
 * One draw of a relu net in both: new weights (he normal), forward, backward, and the second moment of every layer's
 * output, its gradient and its kernel's gradient. The best of several runs counts, ours and theirs in turn.
 */
export async function benchmarkSimulation(): Promise<string> {
  await tf.setBackend('cpu');
  const relu = { name: 'relu' } as const;
  const graph = sequential(
    [UNITS],
    Array.from({ length: LAYERS }, () => dense(UNITS, heTruncated, relu)),
  );
  let ours = Number.POSITIVE_INFINITY;
  let theirs = Number.POSITIVE_INFINITY;
  let theory = Number.POSITIVE_INFINITY;
  for (let seed = 0; seed < REPEATS; seed++) {
    ours = Math.min(
      ours,
      seconds(() => {
        const run = simulate(graph, { seeds: 1, seed, batch: BATCH, input: 'normal' });
        while (run.next().done !== true);
      }),
    );
    theirs = Math.min(theirs, seconds(tensorflowDraw));
    theory = Math.min(
      theory,
      seconds(() => predict(graph, { input: 'normal', batch: BATCH })),
    );
  }
  return (
    `${LAYERS} x ${UNITS} relu, batch ${BATCH}, one draw forward and backward: simulation ${ours.toFixed(3)} s, ` +
    `TensorFlow.js ${tf.version_core} (${tf.getBackend()}) ${theirs.toFixed(3)} s, ratio ${(theirs / ours).toFixed(1)}; ` +
    `prediction ${(1000 * theory).toFixed(1)} ms`
  );
}

function tensorflowDraw(): void {
  tf.tidy(() => {
    const initializer = tf.initializers.heNormal({});
    const kernels = Array.from({ length: LAYERS }, () => initializer.apply([UNITS, UNITS], 'float32'));
    const taps = kernels.map(() => tf.zeros([BATCH, UNITS]));
    const input = tf.randomNormal([BATCH, UNITS]);
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      let signal: tf.Tensor = input;
      for (let layer = 0; layer < LAYERS; layer++) {
        const kernel = tensors[layer] ?? input;
        signal = tf.add(tf.relu(tf.matMul(signal, kernel)), tensors[LAYERS + layer] ?? 0);
        meanSquare(signal);
      }
      return tf.sum(tf.mul(signal, tf.randomNormal([BATCH, UNITS])));
    };
    for (const gradient of tf.grads(loss)([...kernels, ...taps])) meanSquare(gradient);
  });
}

function meanSquare(tensor: tf.Tensor): number | undefined {
  return tf.mean(tf.square(tensor)).dataSync()[0];
}

function seconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}
