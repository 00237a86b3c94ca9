import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

const SELU = "dense({ units: 64, activation: 'selu', kernelInitializer: 'leCunUniform' })";

/** TensorFlow.js: selu layers with something behind each. */
function code(count: number, ...behind: readonly string[]): string {
  return sequentialModel([64], [...times(count, SELU).flatMap((dense) => [dense, ...behind]), 'dense({ units: 1 })']);
}

/** Keras: the same, one layer a line from line 2 on. */
function json(count: number, behind: readonly [className: string, config: object][], activation = 'selu'): string {
  const layers = Array.from({ length: count }, (_, i) => [
    layer('Dense', { name: `d${i}`, ...(i === 0 ? { batch_input_shape: [null, 64] } : {}), ...KERNEL, activation }),
    ...behind.map(([className, config]) => layer(className, { name: `${className}_${i}`, ...config })),
  ]).flat();
  const all = [...layers, layer('Dense', { name: 'out', units: 1 })].join(',\n');
  return `{"class_name":"Sequential","keras_version":"2.15.0","config":{"name":"m","layers":[\n${all}\n]}}\n`;
}

const KERNEL = { units: 64, kernel_initializer: 'lecun_normal' };

function layer(className: string, config: object): string {
  return JSON.stringify({ class_name: className, config });
}

testRule('selu-conditions', {
  invalid: [
    {
      name: 'dropout in Keras',
      language: 'json',
      text: json(3, [['Dropout', { rate: 0.2 }]]),
      findings: [3, 5, 7].map((line) => ({
        severity: 'info' as const,
        at: '"Dropout"',
        line,
        says: /^Dropout behind selu multiplies the signal's second moment by 1\.3 in training, .* Alpha dropout of the same rate keeps both \(Klambauer et al\. 2017, section 3\)\.$/,
        fix: null,
      })),
    },
    {
      name: 'behind one hidden layer: a hint',
      language: 'json',
      text: json(1, [['GaussianDropout', { rate: 0.5 }]]),
      findings: [{ severity: 'hint', at: '"GaussianDropout"', line: 3, says: /by 2 in training/ }],
    },
    {
      // Held to the framework in test/oracles/dropout-behind-selu.test.ts.
      name: 'alpha dropout in TensorFlow.js, which has a sign wrong',
      text: code(3, 'alphaDropout({ rate: 0.1 })'),
      findings: [4, 6, 8].map((line) => ({
        severity: 'info' as const,
        at: 'alphaDropout',
        line,
        says: /it makes mean 0\.32 and second moment 1\.1 in training\. Ordinary dropout keeps the mean\.$/,
      })),
    },
    {
      name: 'a normalisation: a hint',
      text: code(3, 'batchNormalization()'),
      findings: [4, 6, 8].map((line) => ({ severity: 'hint' as const, at: 'batchNormalization', line })),
    },
    {
      name: 'an activation layer, and a flatten between',
      text: sequentialModel(
        [64],
        [
          ...times(3, "dense({ units: 64, kernelInitializer: 'leCunUniform' })").flatMap((dense) => [
            dense,
            "activation({ activation: 'selu' })",
          ]),
          'flatten()',
          'alphaDropout({ rate: 0.1 })',
          'dense({ units: 1 })',
        ],
      ),
      findings: [{ severity: 'info', at: 'alphaDropout', line: 10 }],
    },
  ],
  valid: [
    { name: 'alpha dropout in Keras', language: 'json', text: json(3, [['AlphaDropout', { rate: 0.2 }]]) },
    { name: 'dropout behind relu', language: 'json', text: json(3, [['Dropout', { rate: 0.2 }]], 'relu') },
    { name: 'dropout in TensorFlow.js, the better of two there', text: code(3, 'dropout({ rate: 0.1 })') },
    { name: 'a rate of 0', language: 'json', text: json(3, [['Dropout', { rate: 0 }]]) },
    { name: 'selu alone', text: code(3) },
    {
      name: 'a normalisation of the inputs, which selu asks for',
      text: sequentialModel([64], ['batchNormalization()', ...times(3, SELU), 'dense({ units: 1 })']),
    },
  ],
});
