import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { transformSync } from 'esbuild';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from '../builders/analyse.ts';

const SAMPLES = join(__dirname, '../../samples');

/** The sample after every safe fix. */
async function fixed(name: string): Promise<string> {
  const text = readFileSync(join(SAMPLES, name), 'utf8');
  const language = name.endsWith('.json') ? 'json' : name.endsWith('.js') ? 'javascript' : 'typescript';
  const analysis = await analyse(text, language);
  const edits = analysis.fixAllEdits();
  assert.ok(edits.length > 0, 'the sample has planted mistakes');
  return applyEdits(text, edits);
}

/** What a script exports when it is really run. */
function exportsOf(text: string, loader: 'ts' | 'js'): Record<string, unknown> {
  const { code } = transformSync(text, { loader, format: 'cjs', target: 'node20' });
  const module = { exports: {} };
  new Function('require', 'module', 'exports', code)(createRequire(__filename), module, module.exports);
  return module.exports;
}

/** Models of the running test. Only these are disposed of: other files keep models of their own. */
const models: tf.LayersModel[] = [];

function expectModel(value: unknown): tf.LayersModel {
  assert.ok(value instanceof tf.LayersModel, 'a model is exported');
  models.push(value);
  return value;
}

/** Class names of the layers' kernel initialisers, and what is sampled with them where it can be told. */
function kernelVariances(model: tf.LayersModel): Map<string, { fanIn: number; variance: number }> {
  const variances = new Map<string, { fanIn: number; variance: number }>();
  for (const layer of model.layers) {
    const [kernel] = layer.getWeights();
    if (kernel === undefined) continue;
    const variance = tf.moments(kernel).variance.dataSync()[0] ?? Number.NaN;
    variances.set(layer.name, { fanIn: kernel.shape.slice(0, -1).reduce((a, b) => a * b, 1), variance });
  }
  return variances;
}

/** He's variance 2 / fan-in, within what sampling this many elements leaves open: five standard errors. */
function assertHe({ fanIn, variance }: { fanIn: number; variance: number }, elements: number, name: string): void {
  // Var(x^2) / E[x^2]^2 = 4/5 for a uniform distribution.
  const tolerance = 5 * Math.sqrt(0.8 / elements);
  assert.ok(Math.abs((variance * fanIn) / 2 - 1) < tolerance, `${name}: ${variance * fanIn} where 2 is meant`);
}

describe('the fixed samples in TensorFlow.js itself', () => {
  before(async () => {
    await tf.setBackend('cpu');
  });
  afterEach(() => {
    for (const model of models.splice(0)) model.dispose();
  });

  it('mlp.ts builds, with He’s variance in every hidden layer', async () => {
    const { createDigitClassifier } = exportsOf(await fixed('mlp.ts'), 'ts');
    assert.ok(typeof createDigitClassifier === 'function');
    const model = expectModel(createDigitClassifier());
    const kernels = [...kernelVariances(model)];
    assert.equal(kernels.length, 12);
    for (const [name, kernel] of kernels.slice(0, -1)) assertHe(kernel, 64 * kernel.fanIn, name);
  });

  it('cnn.ts builds, with He’s variance in every hidden layer, and predicts', async () => {
    const model = expectModel(exportsOf(await fixed('cnn.ts'), 'ts').model);
    const kernels = [...kernelVariances(model)];
    assert.equal(kernels.length, 6);
    for (const [name, kernel] of kernels.slice(0, -1)) assertHe(kernel, 16 * kernel.fanIn, name);
    const output = model.predict(tf.zeros([1, 16, 16, 3]));
    assert.ok(output instanceof tf.Tensor && output.shape[1] === 10);
  });

  it('q-network.js builds, which it refused to before; the last layer’s zeros stay', async () => {
    assert.throws(() => exportsOf(readFileSync(join(SAMPLES, 'q-network.js'), 'utf8'), 'js'), /he_normal/);
    const model = expectModel(exportsOf(await fixed('q-network.js'), 'js').qNetwork);
    const variances = [...kernelVariances(model).values()].map(({ variance }) => variance);
    assert.equal(variances.at(-1), 0);
    assert.ok(variances.slice(0, -1).every((variance) => variance > 0));
  });

  it('lstm.js builds, which it refused to before, with the initialiser that was misspelt and a hidden layer that learns', async () => {
    const refused = exportsOf(readFileSync(join(SAMPLES, 'lstm.js'), 'utf8'), 'js').createReviewClassifier;
    assert.ok(typeof refused === 'function');
    assert.throws(() => refused(), /lecun_uniform/);
    const { createReviewClassifier } = exportsOf(await fixed('lstm.js'), 'js');
    assert.ok(typeof createReviewClassifier === 'function');
    const model = expectModel(createReviewClassifier());
    const [, lstm] = model.layers;
    assert.match(JSON.stringify(lstm?.getConfig().recurrentInitializer), /fanAvg/, 'Glorot’s, not an orthogonal one');
    const variances = [...kernelVariances(model).values()].map(({ variance }) => variance);
    assert.ok(variances.every((variance) => variance > 0));
  });

  it('keras-model.json is loaded', async () => {
    const text = await fixed('keras-model.json');
    const model = expectModel(await tf.models.modelFromJSON(JSON.parse(text)));
    assert.deepEqual(
      model.layers.map(({ name }) => name),
      ['features', 'hidden_1', 'hidden_2', 'hidden_3', 'price'],
    );
    const initializers = model.layers.slice(1).map((layer) => layer.getConfig().kernelInitializer);
    const distributions = initializers.map((initializer) => {
      assert.ok(typeof initializer === 'object' && initializer !== null && 'config' in initializer);
      const { config } = initializer;
      return typeof config === 'object' && config !== null && 'distribution' in config ? config.distribution : null;
    });
    assert.deepEqual(distributions, ['normal', 'normal', 'uniform', 'uniform']);
  });
});
