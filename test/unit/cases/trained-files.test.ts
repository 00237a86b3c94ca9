import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { archiveText } from '../../../src/frontends/archive/archive-text.ts';
import { analyse } from '../../builders/analyse.ts';
import { caseText } from '../../builders/cases.ts';

/** A file that carries trained weights: its initialisers have done their work, and nothing is to be changed in it. */
function file(weights: readonly string[]): string {
  const layer = (className: string, config: object) => ({
    class_name: className,
    config: { trainable: true, ...config },
  });
  const zeros = { class_name: 'Zeros', config: {} };
  const orthogonal = { class_name: 'Orthogonal', config: { gain: 1, seed: null } };
  const wrong = {
    class_name: 'VarianceScaling',
    config: { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' },
  };
  const layers = [
    layer('LSTM', {
      name: 'lstm',
      units: 256,
      batch_input_shape: [null, 20, 40],
      unit_forget_bias: false,
      kernel_initializer: wrong,
      recurrent_initializer: orthogonal,
    }),
    layer('Dense', { name: 'a', units: 64, use_bias: true, kernel_initializer: zeros }),
    layer('BatchNormalization', { name: 'norm', axis: -1 }),
    layer('Activation', { name: 'relu', activation: 'relu' }),
    ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) =>
      layer('Dense', {
        name,
        units: 64,
        activation: 'relu',
        use_bias: true,
        bias_initializer: { class_name: 'Ones', config: {} },
      }),
    ),
    layer('Dense', { name: 'out', units: 2, use_bias: true }),
  ];
  return JSON.stringify({
    format: 'layers-model',
    generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
    modelTopology: { class_name: 'Sequential', config: { name: 'm', layers }, keras_version: 'tfjs-layers 4.22.0' },
    weightsManifest: weights.map((path) => ({
      paths: [path],
      weights: [{ name: 'a/kernel', shape: [256, 64], dtype: 'float32' }],
    })),
  });
}

describe('a file with trained weights', () => {
  it('is told nothing above a hint', async () => {
    const { findings } = await analyse(file(['weights.bin']), 'json');
    assert.ok(findings.length > 0);
    for (const { severity, message } of findings) {
      assert.equal(severity, 'hint', message);
      assert.match(message, /The weights are trained: this matters only if it is trained anew\.$/);
    }
  });

  it('is told the same as one without them', async () => {
    const rules = async (weights: readonly string[]) =>
      new Set((await analyse(file(weights), 'json')).findings.map(({ rule }) => rule));
    const [trained, untrained] = [await rules(['weights.bin']), await rules([])];
    assert.deepEqual(trained, untrained);
    for (const rule of [
      'symmetric-initializer',
      'activation-mismatch',
      'needless-bias',
      'nonzero-bias',
      'slow-orthogonal',
      'dropped-argument',
    ] as const) {
      assert.ok(trained.has(rule), rule);
    }
  });
});

describe('a .keras archive', () => {
  /** The model of a case as Keras saves it, its weights beside it or not. */
  async function rulesIn(files: Readonly<Record<string, string>>) {
    const zipped = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    const document = archiveText(zipped);
    assert.ok('text' in document);
    return (await analyse(document.text, 'json')).findings;
  }

  const model = {
    'config.json': caseText('keras3-silu-he.json'),
    'metadata.json': '{"keras_version": "3.5.0", "date_saved": "2025-01-01@00:00:00"}',
  };

  it('is told nothing above a hint, and that it matters only if it is trained anew', async () => {
    const findings = await rulesIn({ ...model, 'model.weights.h5': 'numbers' });
    assert.equal(findings.length, 20);
    for (const { rule, severity, message } of findings) {
      assert.deepEqual([rule, severity], ['activation-mismatch', 'hint']);
      assert.match(message, /The weights are trained: this matters only if it is trained anew\.$/);
    }
  });

  it('is told as loudly as its model alone where it has no weights', async () => {
    const findings = await rulesIn(model);
    assert.deepEqual([...new Set(findings.map(({ severity }) => severity))], ['warning']);
  });
});
