import assert from 'node:assert/strict';
import type { Settings } from '../../../src/analyser.ts';
import type { Language } from '../../../src/language.ts';
import { allLayers, isKernel } from '../../../src/model/graph.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

/** Every recommendation gives its reason in one sentence with a source, and none is left out without one. */

const ACTIVATIONS = {
  tfjs: [
    'linear',
    'relu',
    'relu6',
    'elu',
    'selu',
    'gelu',
    'swish',
    'mish',
    'tanh',
    'softsign',
    'sigmoid',
    'hardSigmoid',
    'softplus',
    'softmax',
  ],
  keras: [
    'linear',
    'relu',
    'leaky_relu',
    'elu',
    'selu',
    'gelu',
    'silu',
    'mish',
    'hard_silu',
    'tanh',
    'softsign',
    'sigmoid',
    'hard_sigmoid',
    'softplus',
    'softmax',
    'exponential',
  ],
} as const;

/** One layer after the other as Keras saves them. */
function keras(version: string, input: readonly number[], layers: readonly (readonly [string, object])[]): string {
  const described = layers.map(([class_name, config], i) => {
    const shape = i === 0 ? { batch_input_shape: [null, ...input] } : {};
    return { class_name, config: { name: `layer_${i + 1}`, ...shape, ...config } };
  });
  return JSON.stringify({ class_name: 'Sequential', keras_version: version, config: { name: 'm', layers: described } });
}

const SPECIAL = [
  'depthwiseConv2d({ kernelSize: 3',
  'conv2dTranspose({ filters: 8, kernelSize: 4, strides: 2',
  'separableConv2d({ filters: 8, kernelSize: 3',
];

const MODELS: readonly (readonly [name: string, text: string, language: Language])[] = [
  ...[1, 8].map(
    (count) =>
      [
        `${count} of each activation in TensorFlow.js`,
        sequentialModel(
          [64],
          [
            ...ACTIVATIONS.tfjs.flatMap((name) => times(count, `dense({ units: 64, activation: '${name}' })`)),
            'dense({ units: 1 })',
          ],
        ),
        'typescript',
      ] as const,
  ),
  ...['2.15.0', '3.5.0'].map(
    (version) =>
      [
        `each activation in Keras ${version}`,
        keras(
          version,
          [64],
          [
            ...ACTIVATIONS.keras.map((activation) => ['Dense', { units: 64, activation }] as const),
            ['Dense', { units: 1 }],
          ],
        ),
        'json',
      ] as const,
  ),
  [
    'convolutions whose fans are wrong',
    sequentialModel(
      [16, 16, 64],
      [...SPECIAL.map((layer) => `${layer}, activation: 'relu' })`), 'flatten()', 'dense({ units: 1 })'],
    ),
    'typescript',
  ],
  [
    'the same in Keras',
    keras(
      '2.15.0',
      [16, 16, 64],
      [
        ['DepthwiseConv2D', { kernel_size: [3, 3], activation: 'relu' }],
        ['Conv2DTranspose', { filters: 8, kernel_size: [4, 4], strides: [2, 2], activation: 'relu' }],
        ['SeparableConv2D', { filters: 8, kernel_size: [3, 3], activation: 'relu' }],
        ['Conv2D', { filters: 8, kernel_size: [3, 3], groups: 4, activation: 'relu' }],
        ['Flatten', {}],
        ['Dense', { units: 1 }],
      ],
    ),
    'json',
  ],
  [
    'recurrent layers, as they are and as they are often written',
    sequentialModel(
      [20, 8],
      [
        'gru({ units: 8, returnSequences: true })',
        "lstm({ units: 8, returnSequences: true, recurrentInitializer: 'glorotNormal' })",
        'bidirectional({ layer: tf.layers.lstm({ units: 8 }) })',
        'dense({ units: 1 })',
      ],
    ),
    'typescript',
  ],
  [
    'residual branches',
    `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [64] });
let x = input;
for (let i = 0; i < 4; i++) x = tf.layers.add().apply([x, tf.layers.dense({ units: 64, activation: 'relu' }).apply(x)]);
export const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`,
    'typescript',
  ],
  [
    'what nothing is recommended for',
    sequentialModel(
      [64],
      [
        "dense({ units: 64, activation: 'relu', trainable: false })",
        'dense({ units: 64, kernelInitializer: tf.initializers.identity({ gain: 1 }) })',
        'dense({ units: 64, kernelInitializer: custom() })',
        'dense({ units: 64 })',
        'batchNormalization()',
        "dense({ units: 1, kernelInitializer: 'zeros' })",
      ],
    ),
    'typescript',
  ],
];

/** Author and year. */
const SOURCE = /(?:[A-Z][a-z]+ et al\.|[A-Z][a-z]+ & [A-Z][a-z]+) (?:19|20)\d\d/;

describe('the reason of a recommendation', () => {
  for (const [name, text, language] of MODELS) {
    for (const prefer of ['auto', 'uniform', 'normal'] satisfies Settings['prefer'][]) {
      it(`is a sentence with its source: ${name}, ${prefer}`, async () => {
        const analysis = await analyse(text, language, { prefer });
        const [graph] = analysis.reading.graphs;
        assert.ok(graph);
        for (const layer of allLayers(graph)) {
          for (const { role } of layer.weights.filter((weight) => isKernel(weight.role))) {
            const explanation = analysis.explanation(graph, layer.id, role);
            assert.ok(explanation);
            const { recommended, unrecommended } = explanation;
            const said = `${layer.id} ${role}: ${recommended?.why ?? unrecommended}`;
            assert.match(recommended?.why ?? unrecommended ?? '', /^[`A-Za-z].*\.$/, said);
            if (recommended !== null) assert.match(recommended.why, SOURCE, said);
          }
        }
      });
    }
  }

  it('is given where nothing is recommended', async () => {
    const reasons = async (layer: string) => {
      const analysis = await analyse(sequentialModel([64], [layer, 'dense({ units: 4 })', 'dense({ units: 1 })']));
      const [graph] = analysis.reading.graphs;
      const first = graph?.layers[1];
      const weight = first?.weights.find(({ role }) => isKernel(role));
      assert.ok(graph && first && weight);
      return analysis.explanation(graph, first.id, weight.role)?.unrecommended;
    };
    for (const [layer, reason] of [
      ['dense({ units: 4, trainable: false })', /^The layer is frozen/],
      ['dense({ units: 4, weights: [kernel, bias] })', /^The values are given/],
      ['dense({ units: 4, kernelInitializer: custom() })', /custom/],
      ['dense({ units: 64, kernelInitializer: tf.initializers.identity({ gain: 1 }) })', /^An identity/],
      ['embedding({ inputDim: 10, outputDim: 4 })', /table of embeddings/],
      ["dense({ units: 4, activation: 'relu' })", /^$/],
    ] as const) {
      assert.match((await reasons(layer)) ?? '', reason, layer);
    }
  });

  it('says of exponential that no scale keeps it', async () => {
    const text = keras(
      '3.5.0',
      [64],
      [
        ['Dense', { units: 4, activation: 'exponential' }],
        ['Dense', { units: 1 }],
      ],
    );
    const analysis = await analyse(text, 'json');
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const { recommended, unrecommended } = analysis.explanation(graph, 'layer_1', 'kernel') ?? {};
    assert.equal(recommended, null);
    assert.equal(
      unrecommended,
      'No initialiser is established for exponential: no scale keeps the size of a signal that passes it.',
    );
  });
});
