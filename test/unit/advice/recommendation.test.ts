import assert from 'node:assert/strict';
import type { Recommendation } from '../../../src/advice/recommendation.ts';
import type { Settings } from '../../../src/analyser.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

/** What is recommended for the first layer with a kernel, of a hidden layer with these options or of a whole text. */
async function recommended(
  options: string,
  settings: Partial<Settings> = {},
  depth = 1,
): Promise<Recommendation | null> {
  const layers = [...times(depth, `dense({ units: 64, ${options} })`), 'dense({ units: 1 })'];
  return first(sequentialModel([64], layers), settings);
}

async function first(text: string, settings: Partial<Settings> = {}, language: 'typescript' | 'json' = 'typescript') {
  const analysis = await analyse(text, language, settings);
  const [graph] = analysis.reading.graphs;
  const layer = graph?.layers.find(({ weights }) => weights.length > 0);
  const role = layer?.weights[0]?.role;
  if (graph === undefined || layer === undefined || role === undefined) throw new Error('There is no kernel.');
  return analysis.recommendation(graph, layer.id, role);
}

const scaled = (scale: number, distribution: 'uniform' | 'truncatedNormal') => ({
  name: 'varianceScaling',
  scale,
  mode: 'fanIn',
  distribution,
});

describe('recommend', () => {
  for (const [activation, name] of [
    ['linear', 'glorotUniform'],
    ['tanh', 'glorotUniform'],
    ['softsign', 'glorotUniform'],
    ['sigmoid', 'glorotUniform'],
    ['relu', 'heUniform'],
    ['relu6', 'heUniform'],
    ['elu', 'heUniform'],
    ['gelu', 'heUniform'],
    ['swish', 'heUniform'],
    ['mish', 'heUniform'],
    ['selu', 'leCunUniform'],
    ['softplus', 'leCunUniform'],
  ] as const) {
    it(`${name} for one ${activation} layer in TensorFlow.js`, async () => {
      assert.deepEqual((await recommended(`activation: '${activation}'`))?.initializer, { name });
    });
  }

  // The exact scales of E[f(sigma z)^2] = 1, to the five digits that are written.
  for (const [activation, scale] of [
    ['elu', 1.6332],
    ['gelu', 2.1551],
    ['swish', 2.4297],
    ['mish', 2.1068],
  ] as const) {
    it(`the exact scale for 20 ${activation} layers, which He's would lose`, async () => {
      const found = await recommended(`activation: '${activation}'`, {}, 20);
      assert.deepEqual(found?.initializer, scaled(scale, 'uniform'));
      assert.match(found?.why ?? '', /over 20 layers in a row it leaves .* exact scale/);
    });
  }

  it('says what it samples: 2 / 64 for He on 64 inputs', async () => {
    assert.ok(Math.abs(((await recommended("activation: 'relu'"))?.variance ?? 0) - 2 / 64) < 1e-12);
  });

  it('makes up for the truncation where normals are preferred, and samples the same variance', async () => {
    const found = await recommended("activation: 'relu'", { prefer: 'normal' });
    // 2 / 0.7737413, rounded to five digits.
    assert.deepEqual(found?.initializer, scaled(2.5848, 'truncatedNormal'));
    assert.ok(Math.abs((found?.variance ?? 0) / (2 / 64) - 1) < 1e-4);
  });

  it('takes the normal kinds of Keras as they are, uniform for Glorot', async () => {
    const keras = (
      activation: string,
    ) => `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"layers": [
      {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
      {"class_name": "Dense", "config": {"name": "a", "units": 16, "activation": "${activation}"}},
      {"class_name": "Dense", "config": {"name": "b", "units": 1}}]}}`;
    assert.deepEqual((await first(keras('relu'), {}, 'json'))?.initializer, { name: 'heNormal' });
    assert.deepEqual((await first(keras('relu'), { prefer: 'uniform' }, 'json'))?.initializer, { name: 'heUniform' });
    assert.deepEqual((await first(keras('tanh'), {}, 'json'))?.initializer, { name: 'glorotUniform' });
  });

  it('makes up for a depthwise kernel’s fan-in, which the framework takes for all channels', async () => {
    const text = sequentialModel(
      [8, 8, 64],
      ["depthwiseConv2d({ kernelSize: 3, activation: 'relu' })", 'flatten()', 'dense({ units: 1 })'],
    );
    const found = await first(text);
    // 2 times 64 channels: the framework divides by 9 * 64, the layer sums 9.
    assert.deepEqual(found?.initializer, scaled(128, 'uniform'));
    assert.match(found?.why ?? '', /takes to be 576 instead of 9/);
  });

  it('says that no initialiser helps a deep stack of sigmoids', async () => {
    assert.match(
      (await recommended("activation: 'sigmoid'", {}, 10))?.why ?? '',
      /no initialiser helps .* factor of 16/,
    );
  });

  // Knowledge of slope and chi: gelu 1.084, swish 1.147, selu 1.072 a layer; relu's are 1.
  for (const [activation, depth, says] of [
    [
      'gelu',
      30,
      /no initialiser keeps gelu stable over 30 layers, since an error of the signal's size grows tenfold in 29/,
    ],
    ['swish', 20, /tenfold in 17/],
    ['selu', 40, /the gradient grows tenfold in 33/],
  ] as const) {
    it(`says that none keeps ${depth} ${activation} layers stable, and what does`, async () => {
      assert.match((await recommended(`activation: '${activation}'`, {}, depth))?.why ?? '', says);
      assert.doesNotMatch((await recommended(`activation: '${activation}'`, {}, 5))?.why ?? '', /no initialiser/);
    });
  }

  it('says no such thing of relu', async () => {
    assert.doesNotMatch((await recommended("activation: 'relu'", {}, 60))?.why ?? '', /no initialiser/);
  });

  it('keeps what is written and does as well', async () => {
    const orthogonal = "activation: 'tanh', kernelInitializer: tf.initializers.orthogonal({ gain: 1 })";
    assert.deepEqual((await recommended(orthogonal))?.initializer, { name: 'orthogonal', gain: 1 });
    const uniform = "activation: 'relu', kernelInitializer: 'heUniform'";
    assert.deepEqual((await recommended(uniform, { prefer: 'normal' }))?.initializer, { name: 'heUniform' });
  });

  it('recommends a random one for hidden zeros, also where a normalisation makes the scale free', async () => {
    assert.deepEqual((await recommended("activation: 'relu', kernelInitializer: 'zeros'"))?.initializer, {
      name: 'heUniform',
    });
    const normalised = sequentialModel(
      [8],
      ["dense({ units: 8, kernelInitializer: 'zeros' })", 'batchNormalization()', 'reLU()', 'dense({ units: 1 })'],
    );
    assert.deepEqual((await first(normalised))?.initializer, { name: 'heUniform' });
  });

  for (const [what, text] of [
    [
      'a kernel before batch normalisation',
      ['dense({ units: 8 })', 'batchNormalization()', 'reLU()', 'dense({ units: 1 })'],
    ],
    ['deliberate zeros in the last layer', ["dense({ units: 4, kernelInitializer: 'zeros' })"]],
    ['a frozen layer', ["dense({ units: 4, activation: 'relu', trainable: false })", 'dense({ units: 1 })']],
    ['given weights', ["dense({ units: 4, activation: 'relu', weights: [a, b] })", 'dense({ units: 1 })']],
    [
      'an initialiser that cannot be read',
      ["dense({ units: 4, activation: 'relu', kernelInitializer: own })", 'dense({ units: 1 })'],
    ],
    [
      'an identity',
      [
        "dense({ units: 8, activation: 'relu', kernelInitializer: tf.initializers.identity({}) })",
        'dense({ units: 1 })',
      ],
    ],
    [
      'an activation without an established initialiser',
      ['dense({ units: 8 })', 'thresholdedReLU({ theta: 1 })', 'dense({ units: 1 })'],
    ],
  ] as const) {
    it(`nothing for ${what}`, async () => assert.equal(await first(sequentialModel([8], text)), null));
  }

  it('one scale for both kernels that one option sets, which keeps the signal through both', async () => {
    const found = await first(
      sequentialModel(
        [8, 8, 32],
        ["separableConv2d({ filters: 8, kernelSize: 3, activation: 'relu' })", 'flatten()', 'dense({ units: 1 })'],
      ),
    );
    // s / 32 by the depthwise kernel times s by the pointwise one is relu's 2.
    assert.deepEqual(found?.initializer, scaled(8, 'uniform'));
    assert.match(found?.why ?? '', /fan-in 32 times too large/);
  });

  describe('at the end of residual branches', () => {
    const net = (blocks: number, options: string) => `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [64] });
let x = input;
for (let i = 0; i < ${blocks}; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'relu', name: 'h' + i }).apply(x);
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 64, ${options} name: 'end' + i }).apply(h)]);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`;
    async function atEnd(blocks: number, options = '') {
      const analysis = await analyse(net(blocks, options));
      const [graph] = analysis.reading.graphs;
      assert.ok(graph);
      return analysis.recommendation(graph, 'end0', 'kernel');
    }

    it('the scale is divided by the number of blocks in a row', async () => {
      const found = await atEnd(20);
      assert.deepEqual(found?.initializer, { ...scaled(0.05, 'uniform'), mode: 'fanAvg' });
      assert.match(found?.why ?? '', /divided by the 20 residual blocks in a row .* 1901\.09321/);
    });

    it('the branch’s own activation counts', async () => {
      assert.deepEqual((await atEnd(10, "activation: 'relu',"))?.initializer, scaled(0.2, 'uniform'));
    });

    it('zeros stay, and so does one block alone', async () => {
      assert.equal(await atEnd(20, "kernelInitializer: 'zeros',"), null);
      assert.deepEqual((await atEnd(1))?.initializer, { name: 'glorotUniform' });
    });
  });
});
