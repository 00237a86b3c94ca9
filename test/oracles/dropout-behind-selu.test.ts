import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { analyse, sequentialModel } from '../builders/analyse.ts';

/** What `selu-conditions` says of dropout is what TensorFlow.js does. */

const COUNT = 200_000;

/** Mean and second moment of a standard normal behind a layer, in training. */
function behind(layer: tf.layers.Layer): { mean: number; secondMoment: number } {
  return tf.tidy(() => {
    const input = tf.randomNormal([COUNT, 1], 0, 1, 'float32', 7);
    const output = layer.apply(input, { training: true });
    assert.ok(output instanceof tf.Tensor);
    return {
      mean: output.mean().dataSync()[0] ?? Number.NaN,
      secondMoment: output.square().mean().dataSync()[0] ?? Number.NaN,
    };
  });
}

/** Five standard errors of a mean of COUNT numbers whose squares have a deviation of at most 2. */
const MARGIN = (5 * 2) / Math.sqrt(COUNT);

function near(found: number, expected: number, margin = MARGIN): void {
  assert.ok(Math.abs(found - expected) <= margin, `${found} is not ${expected}`);
}

describe('dropout behind selu in TensorFlow.js', () => {
  before(() => tf.setBackend('cpu'));

  it('moves the mean where it is alpha dropout, as the finding says', async () => {
    const { mean, secondMoment } = behind(tf.layers.alphaDropout({ rate: 0.1 }));
    const { findings } = await analyse(
      sequentialModel(
        [8],
        [
          "dense({ units: 8, activation: 'selu', kernelInitializer: 'leCunUniform' })",
          'alphaDropout({ rate: 0.1 })',
          'dense({ units: 1 })',
        ],
      ),
    );
    const said = /it makes mean ([\d.]+) and second moment ([\d.]+) in training/.exec(findings[0]?.message ?? '');
    assert.ok(said);
    // The message rounds to two digits.
    near(mean, Number(said[1]), MARGIN + 0.005);
    near(secondMoment, Number(said[2]), MARGIN + 0.05);
  });

  it('keeps the mean where it is ordinary, and multiplies the second moment by 1 / (1 - rate)', () => {
    const { mean, secondMoment } = behind(tf.layers.dropout({ rate: 0.1 }));
    near(mean, 0);
    near(secondMoment, 1 / 0.9);
  });
});
