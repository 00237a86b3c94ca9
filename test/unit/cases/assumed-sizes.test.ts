import assert from 'node:assert/strict';
import { analyse } from '../../builders/analyse.ts';

/** A figure that rests on sizes which the file does not tell says so. */
describe('assumed sizes', () => {
  const build = (units: string) => `import * as tf from '@tensorflow/tfjs';
export function build(units) {
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({ inputShape: [16] }));
  for (let i = 0; i < 6; i++) model.add(tf.layers.dense({ units: ${units}, activation: 'relu' }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}
`;

  it('are named where a figure rests on them', async () => {
    const { findings } = await analyse(build('units'));
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? '', / The file does not tell all sizes; assumed: units = 64\.$/);
  });

  it('are not spoken of where the file tells them', async () => {
    const { findings } = await analyse(build('64'));
    assert.equal(findings.length, 1);
    assert.doesNotMatch(findings[0]?.message ?? '', /assumed/);
  });
});
