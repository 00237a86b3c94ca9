import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

const GLOROT = "kernelInitializer: 'glorotUniform'";
const stack = (count: number, options: string) =>
  sequentialModel([64], [...times(count, `dense({ units: 64, ${options} })`), 'dense({ units: 1 })']);

/** Four convolutions, batch normalisation and relu behind each. */
const normalised = (initializer: string) =>
  sequentialModel(
    [32, 32, 3],
    [
      ...times(
        4,
        `conv2d({ filters: 64, kernelSize: 3, padding: 'same', useBias: false, kernelInitializer: ${initializer} })`,
      ).flatMap((convolution) => [convolution, 'batchNormalization()', 'reLU()']),
      'globalAveragePooling2d({})',
      'dense({ units: 10 })',
    ],
  );

testRule('vanishing-signal', {
  invalid: [
    {
      // E[tanh^2] falls as 1 / (2 l): 1 / 120 = 8.3e-3.
      name: 'sixty tanh layers with Glorot, which is right for each of them',
      text: stack(60, `activation: 'tanh', ${GLOROT}`),
      findings: [
        {
          severity: 'info',
          at: "'tanh'",
          line: 3,
          says: /^Over 60 layers in a row only 8\.5e-3 of the signal's second moment is left, at dense_60\. This layer, with tanh, loses most: it passes on 0\.39\. A normalisation in each layer or shortcuts keep it, whatever the initialiser\.$/,
          fix: null,
        },
      ],
      fixed: stack(60, `activation: 'tanh', ${GLOROT}`),
    },
    {
      name: 'eighty softsign layers',
      text: stack(80, `activation: 'softsign', ${GLOROT}`),
      findings: [{ severity: 'warning', at: "'softsign'", line: 3, says: /6\.2e-5 .* at dense_80/ }],
    },
    {
      // 0.25^10 = 9.5e-7.
      name: 'identity kernels with a gain of a half',
      text: stack(10, 'kernelInitializer: tf.initializers.identity({ gain: 0.5 })'),
      findings: [
        {
          severity: 'warning',
          at: 'tf.initializers.identity({ gain: 0.5 })',
          line: 3,
          says: /only 9\.5e-7 .* it passes on 0\.25\. An identity with gain 1 keeps it\.$/,
        },
      ],
    },
    {
      // 64 * 9 inputs of E[a^2] a half at most, 1e-6 each: 2.9e-4 and less, beside an epsilon of 1e-3.
      name: 'kernels so small that the epsilon of the normalisation behind swamps what they leave',
      text: normalised('tf.initializers.randomNormal({ stddev: 0.001 })'),
      findings: [
        {
          severity: 'info',
          at: 'tf.initializers.randomNormal({ stddev: 0.001 })',
          line: 6,
          says: /^What reaches batch_normalization_2 is so small that its epsilon of 1e-3 swamps it: 4\.9e-3 of a normalised signal's second moment leaves it\. Set kernelInitializer to 'heUniform'\.$/,
          fix: "Set kernelInitializer to 'heUniform'",
        },
        { severity: 'info', at: 'tf.initializers.randomNormal({ stddev: 0.001 })', line: 9, says: /9\.5e-4/ },
        // Behind the fourth convolution the others' fault is the larger part.
      ],
    },
  ],
  valid: [
    {
      name: 'a usual small spread in front of normalisations',
      text: normalised('tf.initializers.randomNormal({ stddev: 0.02 })'),
    },
    { name: 'zeros in front of normalisations, of which symmetric-initializer speaks', text: normalised("'zeros'") },
    {
      name: 'a normalisation of one unit, of which nothing is left at any scale',
      text: sequentialModel(
        [8],
        ['layerNormalization({})', 'dense({ units: 1 })', 'layerNormalization({})', 'dense({ units: 1 })'],
      ),
    },
    {
      name: 'a residual branch whose normalisation starts at 0',
      text: normalised('tf.initializers.randomNormal({ stddev: 0.001 })').replaceAll(
        'batchNormalization()',
        "batchNormalization({ gammaInitializer: 'zeros' })",
      ),
    },
    { name: 'twenty tanh layers with Glorot: a fortieth is left', text: stack(20, `activation: 'tanh', ${GLOROT}`) },
    { name: 'a wrong scale, of which activation-mismatch speaks', text: stack(20, "activation: 'relu'") },
    {
      name: 'a fixed spread, of which fixed-scale speaks',
      text: stack(20, "activation: 'tanh', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 })"),
    },
    { name: 'sigmoid, of which unstable-activation speaks', text: stack(20, `activation: 'sigmoid', ${GLOROT}`) },
    {
      name: 'relu behind identity kernels, which loses nothing after the first',
      text: stack(20, "activation: 'relu', kernelInitializer: tf.initializers.identity({ gain: 1 })"),
    },
    {
      name: 'a normalisation every ten layers',
      text: sequentialModel(
        [64],
        [
          ...Array.from({ length: 8 }, () => [
            ...times(10, `dense({ units: 64, activation: 'tanh', ${GLOROT} })`),
            'batchNormalization()',
          ]).flat(),
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'shortcuts, which keep it',
      text: `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [64] });
let x = input;
for (let i = 0; i < 60; i++) {
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 64, activation: 'tanh', ${GLOROT} }).apply(x)]);
}
export const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`,
    },
    { name: 'frozen layers', text: stack(60, `activation: 'tanh', ${GLOROT}, trainable: false`) },
    { name: 'two layers only', text: stack(2, 'kernelInitializer: tf.initializers.identity({ gain: 0.01 })') },
  ],
});
