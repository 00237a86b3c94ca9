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
      name: 'zeros in what a bidirectional LSTM takes in, said once, at the inner call',
      text: bothWays("'zeros'"),
      findings: [
        {
          severity: 'warning',
          at: "'zeros'",
          line: 4,
          says: /all 8 units start as copies/,
          fix: "Set kernelInitializer to 'glorotUniform'",
        },
      ],
      fixed: bothWays("'glorotUniform'"),
    },
    {
      name: 'zeros in both directions of a file of Keras',
      text: kerasBothWays('{"class_name": "Zeros", "config": {}}'),
      language: 'json',
      findings: [
        { severity: 'warning', at: '{"class_name": "Zeros", "config": {}}', line: 5, says: /all 8 units/ },
        { severity: 'warning', at: '{"class_name": "Zeros", "config": {}}', line: 7, says: /all 8 units/ },
      ],
      fixed: kerasBothWays('{"class_name": "GlorotUniform", "config": {"seed": null}}'),
    },
    {
      name: 'zeros in the one object from which a file of TensorFlow.js makes both directions',
      text: savedBothWays('{"class_name":"Zeros","config":{}}'),
      language: 'json',
      findings: [{ severity: 'warning', at: '{"class_name":"Zeros","config":{}}', line: 2, says: /all 8 units/ }],
      fixed: savedBothWays(
        '{"class_name":"VarianceScaling","config":{"scale":1,"mode":"fan_avg","distribution":"uniform","seed":null}}',
      ),
    },
    {
      name: 'zeros in a simple recurrent layer with relu: the state never leaves 0',
      text: inTime("simpleRNN({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })"),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, says: /relu has slope 0/ }],
    },
    {
      name: 'both kernels of a cell the same constant, and a constant behind',
      text: inTime(
        `gru({ units: 8, kernelInitializer: ${CONSTANT}, recurrentInitializer: 'ones' })`,
        "dense({ units: 4, kernelInitializer: 'ones' })",
      ),
      findings: [
        { severity: 'error', at: CONSTANT, line: 3, says: /all 8 units .* stay copies/ },
        { severity: 'error', at: "'ones'", line: 3, fix: "Set recurrentInitializer to 'orthogonal'" },
      ],
    },
    {
      name: 'the lower of two cells; the random one on top tells its units apart',
      text: inTime(
        "rnn({ cell: [tf.layers.gruCell({ units: 8, kernelInitializer: 'zeros' }), tf.layers.gruCell({ units: 4 })] })",
      ),
      findings: [{ severity: 'warning', at: "'zeros'", line: 3, says: /all 8 units/ }],
    },
    {
      name: 'zeros in a dense layer at every time step',
      text: inTime(
        "timeDistributed({ layer: tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' }) })",
        'flatten()',
        'dense({ units: 4 })',
      ),
      findings: [
        {
          severity: 'error',
          at: "'zeros'",
          line: 3,
          says: /never learns/,
          fix: "Set kernelInitializer to 'heUniform'",
        },
      ],
    },
    {
      name: 'zeros in a hidden layer before a recurrent one',
      text: inTime("dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })", 'lstm({ units: 4 })'),
      findings: [{ severity: 'error', at: "'zeros'", line: 3, says: /never learns/ }],
    },
    {
      name: 'an embedding of zeros gets the framework’s default',
      text: sequentialModel(
        [12],
        ["embedding({ inputDim: 100, outputDim: 8, embeddingsInitializer: 'zeros' })", 'lstm({ units: 4 })'],
      ),
      findings: [{ severity: 'warning', at: "'zeros'", line: 3, fix: "Set embeddingsInitializer to 'randomUniform'" }],
    },
    {
      name: 'zeros in the projections of attention, said once',
      text: attentionModel('Zeros'),
      language: 'json',
      findings: [{ severity: 'error', at: '{"class_name": "Zeros", "config": {}}', line: 3, says: /neither moves/ }],
    },
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
    {
      name: 'a recurrent kernel of zeros, while what enters tells the units apart',
      text: inTime("lstm({ units: 8, recurrentInitializer: 'zeros' })", 'dense({ units: 4 })'),
    },
    {
      name: 'a frozen wrapper',
      text: kerasBothWays('{"class_name": "Zeros", "config": {}}').replace('"merge', '"trainable": false, "merge'),
      language: 'json',
    },
    { name: 'random projections', text: attentionModel('GlorotUniform'), language: 'json' },
    {
      name: 'an offset a word',
      text: inWords("embedding({ inputDim: 9, outputDim: 1, embeddingsInitializer: 'zeros' })"),
    },
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

/** A model of these `tf.layers` calls on sequences, with a random layer behind unless there are several. */
function inTime(...layers: readonly string[]): string {
  return sequentialModel([12, 5], layers.length > 1 ? layers : [...layers, 'dense({ units: 4 })']);
}

function inWords(embedding: string): string {
  return sequentialModel([12], [embedding, 'flatten()', 'dense({ units: 4 })']);
}

function bothWays(initializer: string): string {
  return `import * as tf from '@tensorflow/tfjs';
export const model = tf.sequential({ layers: [
  tf.layers.bidirectional({
    layer: tf.layers.lstm({ units: 8, kernelInitializer: ${initializer} }),
    mergeMode: 'sum',
    inputShape: [12, 5],
  }),
  tf.layers.dense({ units: 4 }),
] });
`;
}

function savedBothWays(initializer: string): string {
  return `{"modelTopology":{"class_name":"Sequential","keras_version":"tfjs-layers 4.22.0","backend":"tensor_flow.js","config":{"name":"m","layers":[
{"class_name":"Bidirectional","config":{"layer":{"class_name":"GRU","config":{"units":8,"kernel_initializer":${initializer}}},"merge_mode":"concat","name":"both","batch_input_shape":[null,12,5]}},
{"class_name":"Dense","config":{"name":"out","units":1}}]}}}
`;
}

/** Keras 3 writes both directions. */
function kerasBothWays(initializer: string): string {
  return `{"class_name": "Sequential", "keras_version": "3.12.0", "config": {"name": "m", "layers": [
  {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 12, 5], "name": "x"}},
  {"class_name": "Bidirectional", "config": {"name": "both", "merge_mode": "concat",
    "layer": {"class_name": "LSTM", "config": {"name": "forward", "units": 8,
      "kernel_initializer": ${initializer}}},
    "backward_layer": {"class_name": "LSTM", "config": {"name": "backward", "units": 8, "go_backwards": true,
      "kernel_initializer": ${initializer}}}}},
  {"class_name": "Dense", "config": {"name": "out", "units": 1}}
]}}
`;
}

function attentionModel(initializer: string): string {
  return `{"class_name": "Functional", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 12, 8], "name": "x"}, "name": "x", "inbound_nodes": []},
  {"class_name": "MultiHeadAttention", "config": {"name": "a", "num_heads": 2, "key_dim": 4, "kernel_initializer": {"class_name": "${initializer}", "config": {}}}, "name": "a", "inbound_nodes": [[["x", 0, 0, {"value": ["x", 0, 0]}]]]},
  {"class_name": "Dense", "config": {"name": "out", "units": 1}, "name": "out", "inbound_nodes": [[["a", 0, 0, {}]]]}
], "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]}}
`;
}

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
