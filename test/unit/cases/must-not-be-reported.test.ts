import assert from 'node:assert/strict';
import type { Severity } from '../../../src/advice/finding.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

/** What looks wrong and is not: deliberate choices, and choices without consequence. */
interface Harmless {
  readonly text: string;
  /** The loudest that may be said; nothing if absent. */
  readonly most?: Severity;
}

const ZEROS = "kernelInitializer: 'zeros'";
const HE = "kernelInitializer: 'heUniform'";

const CORRECT = sequentialModel(
  [64],
  [...times(30, `dense({ units: 64, activation: 'relu', ${HE} })`), 'dense({ units: 1 })'],
);

const HARMLESS: Readonly<Record<string, Harmless>> = {
  'zeros in the only layer of a regression': {
    text: sequentialModel([5], [`dense({ units: 1, ${ZEROS} })`]),
  },
  'zeros in a softmax regression on digits': {
    text: sequentialModel([28, 28, 1], ['flatten({})', `dense({ units: 10, activation: 'softmax', ${ZEROS} })`]),
  },
  'zeros in the last layer of a Q-network': {
    text: sequentialModel(
      [8],
      [...times(2, `dense({ units: 64, activation: 'relu', ${HE} })`), `dense({ units: 4, ${ZEROS} })`],
    ),
  },
  'zeros in the last layer of a residual branch': {
    text: `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [64] });
let x = input;
for (let i = 0; i < 20; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'relu', ${HE} }).apply(x);
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 64, ${ZEROS} }).apply(h)]);
}
export const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`,
  },
  'recurrent kernels that are quick to make': {
    text: sequentialModel(
      [30, 8],
      ["lstm({ units: 512, unitForgetBias: true, recurrentInitializer: 'glorotNormal' })", 'dense({ units: 1 })'],
    ),
  },
  'relu layers with the default, batch normalisation behind each': {
    text: sequentialModel(
      [64],
      [
        ...times(12, 'dense({ units: 64, useBias: false })').flatMap((dense) => [
          dense,
          'batchNormalization()',
          'reLU()',
        ]),
        'dense({ units: 1 })',
      ],
    ),
  },
  'convolutions and depthwise convolutions with batch normalisation behind each': {
    text: sequentialModel(
      [32, 32, 64],
      [
        ...times(6, "depthwiseConv2d({ kernelSize: 3, padding: 'same', useBias: false })").flatMap((depthwise) => [
          depthwise,
          'batchNormalization()',
          'reLU()',
          'conv2d({ filters: 64, kernelSize: 1, useBias: false })',
          'batchNormalization()',
          'reLU()',
        ]),
        'globalAveragePooling2d({})',
        "dense({ units: 10, activation: 'softmax' })",
      ],
    ),
  },
  'given weights': {
    text: sequentialModel(
      [8],
      [...times(12, `dense({ units: 8, activation: 'relu', ${ZEROS}, weights: [w, b] })`), 'dense({ units: 1 })'],
    ),
  },
  'frozen layers': {
    text: sequentialModel(
      [8],
      [...times(12, `dense({ units: 8, activation: 'relu', ${ZEROS}, trainable: false })`), 'dense({ units: 1 })'],
    ),
  },
  'a bias of the last layer that is the prior of its class': {
    text: sequentialModel(
      [8],
      [
        `dense({ units: 8, activation: 'relu', ${HE} })`,
        "dense({ units: 1, activation: 'sigmoid', biasInitializer: tf.initializers.constant({ value: -4.6 }) })",
      ],
    ),
  },
  'a correct net of 30 layers': { text: CORRECT },
  'one hidden layer with the framework’s default': {
    text: sequentialModel([784], ["dense({ units: 32, activation: 'relu' })", 'dense({ units: 10 })']),
    most: 'hint',
  },
  'two hidden layers with the framework’s default': {
    text: sequentialModel([784], [...times(2, "dense({ units: 32, activation: 'relu' })"), 'dense({ units: 10 })']),
    most: 'hint',
  },
};

describe('what must not be reported', () => {
  for (const [name, { text, most }] of Object.entries(HARMLESS)) {
    it(name, async () => {
      const { reading, findings } = await analyse(text);
      assert.equal(reading.graphs.length, 1);
      const loud = findings.filter(({ severity }) => severity !== most);
      assert.deepEqual(
        loud.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }

  it('a model that is only loaded', async () => {
    const { findings } = await analyse(`import * as tf from '@tensorflow/tfjs';
export const predict = async (x: tf.Tensor) => (await tf.loadLayersModel('model.json')).predict(x);
`);
    assert.deepEqual(findings, []);
  });

  it('what one draw of a correct net of 30 layers may come to', async () => {
    const analysis = await analyse(CORRECT);
    const { reading } = analysis;
    const [graph] = reading.graphs;
    assert.ok(graph);
    const last = analysis.prediction(graph).at(-2);
    assert.ok(last);
    // The middle 90% over draws (Hanin & Nica 2019); a finding speaks of means.
    const { low, high, secondMoment } = last.forward;
    assert.ok(low < 0.3 && high > 3, `${low} to ${high}`);
    assert.ok(Math.abs(secondMoment - 1) < 1e-9);
  });
});
