import assert from 'node:assert/strict';
import type { Limits } from '../../../src/advice/limits.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

const deep = sequentialModel([64], [...times(8, "dense({ units: 64, activation: 'relu' })"), 'dense({ units: 1 })']);
const sigmoids = sequentialModel(
  [64],
  [
    ...times(5, "dense({ units: 64, activation: 'sigmoid', kernelInitializer: 'glorotUniform' })"),
    'dense({ units: 1 })',
  ],
);
const blocks = `import * as tf from '@tensorflow/tfjs';
let x = tf.input({ shape: [64] }); const input = x;
for (let i = 0; i < 3; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' }).apply(x);
  const b = tf.layers.dense({ units: 64, kernelInitializer: 'heUniform' }).apply(h);
  x = tf.layers.add().apply([x, b]);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`;
/** A kernel so small that a normalisation's epsilon swamps what it lets through. */
const swamped = sequentialModel(
  [64],
  [
    'dense({ units: 64, useBias: false, kernelInitializer: tf.initializers.randomNormal({ stddev: 1e-4 }) })',
    'batchNormalization({})',
    "activation({ activation: 'relu' })",
    'dense({ units: 1 })',
  ],
);

/** `rule severity` of what is found, each once. */
async function found(text: string, thresholds: Partial<Limits> = {}): Promise<string[]> {
  const { findings } = await analyse(text, 'typescript', { thresholds });
  return [...new Set(findings.map(({ rule, severity }) => `${rule} ${severity}`))].sort();
}

describe('limits that are set', () => {
  it('negligible: below it a wrong scale is not reported', async () => {
    assert.deepEqual(await found(deep), ['activation-mismatch warning']);
    assert.deepEqual(await found(deep, { negligible: 1e9 }), []);
  });

  it('harmful: from it on a wrong scale, and residual branches in a row, are more than a hint', async () => {
    assert.deepEqual(await found(deep, { harmful: 1e9 }), ['activation-mismatch hint']);
    assert.deepEqual(await found(blocks), ['unscaled-residual info']);
    assert.deepEqual(await found(blocks, { harmful: 1e9 }), []);
  });

  it('lostOverStack: from it on what a stack loses is information', async () => {
    assert.deepEqual(await found(sigmoids), ['unstable-activation warning']);
    assert.deepEqual(await found(sigmoids, { lostOverStack: 1e9 }), []);
    assert.notDeepEqual(await found(swamped), []);
    assert.deepEqual(await found(swamped, { lostOverStack: 1e12 }), []);
  });

  it('hopelessOverStack: from it on it is a warning', async () => {
    assert.deepEqual(await found(sigmoids, { hopelessOverStack: 1e9 }), ['unstable-activation info']);
  });
});
