import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/analysis/completions.ts';
import type { ValueCompletion } from '../../../src/analysis/value-completion.ts';
import type { Language } from '../../../src/language.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse } from '../../builders/analyse.ts';
import { cursorIn, expectDefined } from '../frontends/reading.ts';

/** A model of two hidden layers, the second of which has these options. */
function model(options: string): string {
  return `import * as tf from '@tensorflow/tfjs';
export const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 64, inputShape: [64], activation: 'relu' }),
  tf.layers.dense({ units: 64, ${options} }),
  tf.layers.dense({ units: 4 }),
] });
`;
}

function keras(config: string): string {
  return `{ "class_name": "Sequential", "keras_version": "2.15.0", "config": { "name": "m", "layers": [
  { "class_name": "Dense", "config": { "name": "a", "units": 4, "batch_input_shape": [null, 4], "activation": "relu", ${config} } },
  { "class_name": "Dense", "config": { "name": "b", "units": 1 } } ] } }`;
}

async function at(marked: string, language: Language = 'typescript') {
  const { text, offset } = cursorIn(marked);
  const found = completionsAt(await analyse(text, language), offset);
  const taken = (label: string, written = (one: ValueCompletion) => one.text) => {
    const one = expectDefined(
      found.find((each) => each.label === label),
      `${label} among ${found.map((each) => each.label).join(', ')}`,
    );
    const { replace, beside } = one;
    assert.ok(one.filter.startsWith(text.slice(replace.start, offset)), `${one.filter} goes on from what is typed`);
    return applyEdits(text, [{ ...replace, text: written(one) }, ...beside]);
  };
  return { found, taken, labels: found.map(({ label }) => label) };
}

describe('completions of initialisers', () => {
  it('put what suits first, with the reason and the deviation that results', async () => {
    const { found, labels, taken } = await at(model("activation: 'relu', kernelInitializer: '|'"));
    assert.equal(labels[0], 'heUniform');
    const [best] = found;
    // sqrt(2 / 64)
    assert.equal(best?.detail, 'σ = 0.18, recommended');
    assert.match(best?.documentation ?? '', /He et al\. 2015/);
    assert.equal(best?.isBest, true);
    assert.equal(taken('heUniform'), model("activation: 'relu', kernelInitializer: 'heUniform'"));
  });

  it('tell how far others are off', async () => {
    const { found } = await at(model("activation: 'relu', kernelInitializer: 'gl|'"));
    const glorot = found.find(({ label }) => label === 'glorotUniform');
    assert.equal(glorot?.documentation, 'Its mean square is 0.5 of the one that suits this layer.');
    const zeros = found.find(({ label }) => label === 'zeros');
    assert.match(zeros?.documentation ?? '', /copies of one another/);
    assert.ok(
      found.findIndex(({ label }) => label === 'glorotUniform') < found.findIndex(({ label }) => label === 'zeros'),
    );
  });

  it('construct variance scaling with the computed scale, over the quotes', async () => {
    const { taken } = await at(model("activation: 'tanh', kernelInitializer: '|'"));
    assert.match(
      taken('varianceScaling'),
      /kernelInitializer: tf\.initializers\.varianceScaling\(\{ scale: [\d.]+, mode: 'fan\w+', distribution: '\w+' \}\)/,
    );
    const gelu = await at(model("activation: 'gelu', kernelInitializer: |"));
    const exact = expectDefined(
      gelu.found.find(({ detail }) => detail.endsWith('exact scale')),
      'the exact scale is offered',
    );
    assert.equal(
      exact.text,
      "tf.initializers.varianceScaling({ scale: 2.1551, mode: 'fanIn', distribution: 'uniform' })",
    );
    const place = (number: number, text: string) => `$\{${number}:${text}}`;
    assert.equal(
      exact.snippet,
      `tf.initializers.varianceScaling({ scale: ${place(1, '2.1551')}, mode: '${place(2, 'fanIn')}', distribution: '${place(3, 'uniform')}' \\})`,
    );
  });

  it('write quotes where there are none, in the file’s style', async () => {
    const { taken } = await at(model("activation: 'relu', kernelInitializer: |"));
    assert.equal(taken('heUniform'), model("activation: 'relu', kernelInitializer: 'heUniform'"));
    const double = model("activation: 'relu', kernelInitializer: |").replaceAll("'", '"');
    assert.ok((await at(double)).taken('heUniform').includes('kernelInitializer: "heUniform"'));
  });

  it('close a quote that is open', async () => {
    const open = model("activation: 'relu',\n    kernelInitializer: 'he|\n   ");
    assert.ok((await at(open)).taken('heUniform').includes("kernelInitializer: 'heUniform'\n"));
  });

  it('are offered for biases too, where nothing is recommended', async () => {
    const { labels, found } = await at(model("biasInitializer: '|'"));
    assert.ok(labels.includes('zeros'));
    assert.ok(found.every(({ isBest }) => !isBest));
  });

  for (const [where, marked] of [
    ['another string', model("name: '|'")],
    ['a comment', model("activation: 'relu', // kernelInitializer: '|'\n   useBias: true")],
    ['the options', model("activation: 'relu', |")],
    ['a string outside of any layer', `${model('')}const name = '|';\n`],
    ['a nested value', model("kernelRegularizer: tf.regularizers.l2({ l2: '|' })")],
  ] as const) {
    it(`are none in ${where}`, async () => assert.deepEqual((await at(marked)).labels, []));
  }
});

describe('completions of activations', () => {
  it('are spelled as the framework spells them, with the initialiser that suits each', async () => {
    const { found, labels, taken } = await at(model("activation: '|'"));
    assert.equal(labels[0], 'relu');
    assert.ok(labels.includes('swish') && !labels.includes('silu'), labels.join(', '));
    assert.match(found[0]?.detail ?? '', /^heNormal, σ = 0\.1\d$/);
    assert.match(found[0]?.documentation ?? '', /passes 0\.5 of the second moment/);
    assert.equal(taken('tanh'), model("activation: 'tanh'"));
  });

  it('begin with softmax at the end of a model', async () => {
    const { labels } = await at(model('').replace('units: 4 }', "units: 4, activation: '|' }"));
    assert.deepEqual(labels.slice(0, 3), ['softmax', 'linear', 'sigmoid']);
  });
});

describe('completions in JSON', () => {
  it('are names within quotes', async () => {
    const { labels, taken } = await at(keras('"kernel_initializer": "|"'), 'json');
    assert.equal(labels[0], 'he_normal');
    assert.equal(taken('he_normal'), keras('"kernel_initializer": "he_normal"'));
  });

  it('are objects behind the colon', async () => {
    const { found } = await at(keras('"kernel_initializer": |'), 'json');
    assert.equal(found[0]?.text, '{ "class_name": "HeNormal", "config": { "seed": null } }');
  });

  it('are class names within an object', async () => {
    const { labels, taken } = await at(keras('"kernel_initializer": { "class_name": "|", "config": {} }'), 'json');
    assert.equal(labels[0], 'HeNormal');
    assert.equal(taken('HeNormal'), keras('"kernel_initializer": { "class_name": "HeNormal", "config": {} }'));
  });

  it('are activations too', async () => {
    const { labels } = await at(keras('"x": 1').replace('"relu"', '"|"'), 'json');
    assert.equal(labels[0], 'relu');
    assert.ok(labels.includes('hard_sigmoid'));
  });

  it('are none in other strings', async () => {
    assert.deepEqual((await at(keras('"dtype": "|"'), 'json')).labels, []);
  });
});
