import assert from 'node:assert/strict';
import { type ExplainedPlace, explainedAt } from '../../../src/analysis/explained-at.ts';
import type { Language } from '../../../src/language.ts';
import { analyse } from '../../builders/analyse.ts';

const TEXT = `import * as tf from '@tensorflow/tfjs';
export const model = tf.sequential({ layers: [
  tf.layers.lstm({ inputShape: [20, 8], units: 16, recurrentInitializer: 'glorotNormal' }),
  tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros', biasInitializer: 'ones' }),
  tf.layers.dense({ units: 1 }),
] });
`;

async function at(marker: string, text = TEXT, language: Language = 'typescript'): Promise<ExplainedPlace | null> {
  return explainedAt(await analyse(text, language), text.indexOf(marker) + 1);
}

function roles(place: ExplainedPlace | null): string[] {
  return (place?.explanations ?? []).map(({ layer, role }) => `${layer} ${role}`);
}

describe('what a place explains', () => {
  it('on a layer’s name are its kernels, and what else is written', async () => {
    const lstm = await at('lstm(');
    assert.deepEqual(roles(lstm), ['lstm_1 kernel', 'lstm_1 recurrent']);
    assert.equal(lstm && TEXT.slice(lstm.span.start, lstm.span.end), 'lstm');
    assert.deepEqual(roles(await at('dense({ units: 64')), ['dense_1 kernel', 'dense_1 bias']);
  });

  it('on an initialiser is the weight that it sets', async () => {
    assert.deepEqual(roles(await at("'glorotNormal'")), ['lstm_1 recurrent']);
    const zeros = await at("'zeros'");
    assert.deepEqual(roles(zeros), ['dense_1 kernel']);
    assert.equal(zeros && TEXT.slice(zeros.span.start, zeros.span.end), "'zeros'");
    assert.deepEqual(
      zeros?.findings.map(({ rule }) => rule),
      ['symmetric-initializer', 'nonzero-bias'],
    );
  });

  it('on an activation are the weights in front of it', async () => {
    assert.deepEqual(roles(await at("'relu'")), ['dense_1 kernel', 'dense_1 bias']);
  });

  it('says how many layers the call makes', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [8] })] });
for (let i = 0; i < 6; i++) model.add(tf.layers.dense({ units: 8, activation: 'relu' }));
`;
    assert.equal((await at("'relu'", text))?.explanations[0]?.ofCall, 6);
    assert.equal((await at('lstm('))?.explanations[0]?.ofCall, 1);
  });

  it('is nothing elsewhere', async () => {
    assert.equal(await at('units: 64'), null);
    assert.equal(await at('import'), null);
    assert.equal(await at('64,'), null);
  });

  it('is the same in JSON', async () => {
    const text = `{ "class_name": "Sequential", "keras_version": "2.15.0", "config": { "name": "m", "layers": [
  { "class_name": "Dense", "config": { "name": "a", "units": 4, "batch_input_shape": [null, 4], "kernel_initializer": "zeros" } },
  { "class_name": "Dense", "config": { "name": "b", "units": 1 } } ] } }`;
    assert.deepEqual(roles(await at('"Dense"', text, 'json')), ['a kernel']);
    assert.deepEqual(roles(await at('"zeros"', text, 'json')), ['a kernel']);
  });
});
