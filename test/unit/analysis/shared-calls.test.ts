import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/analyser.ts';
import { analyse } from '../../builders/analyse.ts';

/** A helper that makes a stack, called by the models that follow. */
function helper(...models: readonly string[]): string {
  return `import * as tf from '@tensorflow/tfjs';
function stack(units: number[], activation: 'relu' | 'tanh') {
  const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [1000] })] });
  for (const size of units) model.add(tf.layers.dense({ units: size, activation, kernelInitializer: 'glorotUniform' }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}
${models.join('\n')}
`;
}

function preferred({ findings }: Analysis): string[] {
  return findings.flatMap(({ fixes }) => fixes.filter((fix) => fix.preferred).map(({ title }) => title));
}

const HE = "Set kernelInitializer to 'heUniform'";

describe('a call that makes layers of several models', () => {
  it('is mended where that suits all of them', async () => {
    const text = helper("export const a = stack([64, 64], 'relu');", "export const b = stack([32, 32], 'relu');");
    assert.deepEqual(preferred(await analyse(text)), [HE]);
  });

  it('is left to the user where another model is right as it is', async () => {
    const text = helper("export const a = stack([64, 64], 'relu');", "export const b = stack([32, 32], 'tanh');");
    const analysis = await analyse(text);
    assert.deepEqual(preferred(analysis), []);
    assert.ok(analysis.findings.some(({ fixes }) => fixes.some(({ title }) => title === HE)));
  });

  it('is mended where a layer does as well by chance: 1000 inputs for 20 units', async () => {
    // 2 / (1000 + 20) in place of 2 / 1000, within what counts as the same.
    const text = helper("export const a = stack([20, 20, 20], 'relu');");
    assert.deepEqual(preferred(await analyse(text)), [HE]);
  });
});
