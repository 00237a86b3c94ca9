import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

/** The same small picture classifier with one initialiser everywhere. */
function lenet(initializer: string): string {
  return sequentialModel(
    [28, 28, 1],
    [
      `conv2d({ filters: 6, kernelSize: 5, activation: 'relu', kernelInitializer: ${initializer} })`,
      'maxPooling2d({ poolSize: 2 })',
      `conv2d({ filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer: ${initializer} })`,
      'flatten()',
      `dense({ units: 120, activation: 'relu', kernelInitializer: ${initializer} })`,
      `dense({ units: 10, activation: 'softmax', kernelInitializer: ${initializer} })`,
    ],
  );
}

function hiddenZeros(activation: string, output = "'glorotUniform'"): string {
  return sequentialModel(
    [784],
    [
      `dense({ units: 100, activation: '${activation}', kernelInitializer: 'zeros' })`,
      `dense({ units: 10, activation: 'softmax', kernelInitializer: ${output} })`,
    ],
  );
}

const CONSTANT = 'tf.initializers.constant({ value: 0.1 })';

testRule('symmetric-initializer', {
  invalid: [
    {
      name: 'every kernel of a LeNet zeros; the last one is no hidden layer',
      text: lenet("'zeros'"),
      findings: [3, 5, 7].map((line) => ({ severity: 'error', at: "'zeros'", line, says: /never learns/ })),
    },
    {
      name: 'every kernel of a LeNet the same constant',
      text: lenet(CONSTANT),
      findings: [
        { severity: 'error', at: CONSTANT, line: 3, says: /all 6 units .* stay copies/ },
        { severity: 'error', at: CONSTANT, line: 5, says: /all 16 units/ },
        { severity: 'error', at: CONSTANT, line: 7, says: /all 120 units/ },
      ],
    },
    {
      name: 'two dense layers, both zeros',
      text: hiddenZeros('relu', "'zeros'"),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, fix: "Set kernelInitializer to 'heUniform'" }],
      fixed: hiddenZeros('relu', "'zeros'").replace("'zeros'", "'heUniform'"),
    },
    {
      name: 'hidden zeros in front of relu, whose slope at 0 is 0, with a random output layer',
      text: hiddenZeros('relu'),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, says: /relu has slope 0/ }],
    },
    ...['tanh', 'sigmoid', 'linear'].map((activation) => ({
      name: `hidden zeros in front of ${activation} with a random output layer: it learns, slowly`,
      text: hiddenZeros(activation),
      findings: [
        {
          severity: 'warning' as const,
          at: "'zeros'",
          line: 3,
          says: /all 100 units start as copies/,
          fix: "Set kernelInitializer to 'glorotUniform'",
        },
      ],
    })),
    {
      name: 'two softmax layers in a row with zeros',
      text: hiddenZeros('softmax', "'zeros'"),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, says: /stay copies/ }],
    },
    {
      name: 'zeros in front of batch normalisation and relu, which pass no gradient either',
      text: sequentialModel(
        [8],
        ["dense({ units: 16, kernelInitializer: 'zeros' })", 'batchNormalization()', 'reLU()', 'dense({ units: 1 })'],
      ),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, fix: "Set kernelInitializer to 'heUniform'" }],
    },
    {
      name: 'copies that dropout tells apart',
      text: sequentialModel(
        [8],
        [
          "dense({ units: 16, activation: 'tanh', kernelInitializer: 'ones' })",
          'dropout({ rate: 0.5 })',
          "dense({ units: 1, kernelInitializer: 'zeros' })",
        ],
      ),
      findings: [{ severity: 'warning', at: "'ones'", line: 3 }],
    },
    {
      name: 'one call that a loop repeats is reported once',
      text: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, inputShape: [4] }));
for (let i = 0; i < 3; i++) model.add(tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' }));
model.add(tf.layers.dense({ units: 1 }));
`,
      findings: [{ severity: 'error', at: "'zeros'", line: 4 }],
    },
    {
      name: 'zeros in Keras JSON, written back as the file writes initialisers',
      language: 'json',
      text: kerasModel('{"class_name": "Zeros", "config": {}}'),
      findings: [{ severity: 'error', at: '{"class_name": "Zeros", "config": {}}', line: 4 }],
      fixed: kerasModel('{"class_name": "HeNormal", "config": {"seed": null}}'),
    },
    {
      name: 'zeros in front of an activation without an established initialiser: any random one is offered, none preferred',
      text: sequentialModel(
        [8],
        ["dense({ units: 16, kernelInitializer: 'zeros' })", 'thresholdedReLU({ theta: 1 })', 'dense({ units: 1 })'],
      ),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, fix: null }],
    },
  ],
  valid: [
    {
      name: 'one layer with one unit',
      text: sequentialModel([3], ["dense({ units: 1, kernelInitializer: 'zeros' })"]),
    },
    {
      name: 'softmax regression: convex, with no symmetry to break',
      text: sequentialModel([784], ["dense({ units: 10, activation: 'softmax', kernelInitializer: 'zeros' })"]),
    },
    {
      name: 'the last layer of a Q-network',
      text: sequentialModel(
        [8],
        ["dense({ units: 64, activation: 'relu' })", "dense({ units: 4, kernelInitializer: 'zeros' })"],
      ),
    },
    {
      name: 'the last layer of a residual branch',
      text: residual("'zeros'"),
    },
    { name: 'frozen layers', text: hiddenZeros('relu').replace("'zeros' }", "'zeros', trainable: false }") },
    { name: 'given weights', text: hiddenZeros('relu').replace("'zeros' }", "'zeros', weights: [kernel, bias] }") },
    { name: 'random kernels', text: sequentialModel([8], times(3, "dense({ units: 8, activation: 'relu' })")) },
    {
      name: 'a single hidden unit has nothing to be a copy of',
      text: sequentialModel(
        [8],
        ["dense({ units: 1, activation: 'tanh', kernelInitializer: 'ones' })", 'dense({ units: 1 })'],
      ),
    },
  ],
});

function kerasModel(initializer: string): string {
  return `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
  {"class_name": "Dense", "config": {"name": "hidden", "units": 16, "activation": "relu", "kernel_initializer":
    ${initializer}}},
  {"class_name": "Dense", "config": {"name": "out", "units": 1, "activation": "linear", "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}}}}
]}}
`;
}

function residual(last: string): string {
  return `import * as tf from '@tensorflow/tfjs';
const x = tf.input({ shape: [8] });
const start = tf.layers.dense({ units: 16, activation: 'relu' }).apply(x);
const branch = tf.layers.dense({ units: 16, activation: 'relu' }).apply(start);
const end = tf.layers.dense({ units: 16, kernelInitializer: ${last} }).apply(branch);
const sum = tf.layers.reLU().apply(tf.layers.add().apply([start, end]));
const model = tf.model({ inputs: x, outputs: tf.layers.dense({ units: 1 }).apply(sum) });
`;
}
