import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

/** Depthwise convolutions over 64 channels of an image of 16 x 16, and an output layer. */
function depthwise(count: number, options: string): string {
  const layer = `depthwiseConv2d({ kernelSize: 3, activation: 'relu', ${options} })`;
  return sequentialModel([16, 16, 64], [...times(count, layer), 'flatten()', 'dense({ units: 1 })']);
}

const corrected = (scale: number) =>
  `tf.initializers.varianceScaling({ scale: ${scale}, mode: 'fanIn', distribution: 'uniform' })`;
const HE = "depthwiseInitializer: 'heUniform'";
const MENDED = `depthwiseInitializer: ${corrected(128)}`;

/** From 16 channels to `filters` of twice the size. */
function transposed(count: number, filters: number, initializer: string): string {
  const layer = (n: number) =>
    `conv2dTranspose({ filters: ${n}, kernelSize: 4, strides: 2, padding: 'same', activation: 'relu', kernelInitializer: ${initializer} })`;
  return sequentialModel(
    [4, 4, 16],
    [...times(count, layer(filters)), "conv2d({ filters: 3, kernelSize: 3, activation: 'tanh' })"],
  );
}

/** Keras: grouped convolutions with the default, Glorot's uniform. */
function grouped(groups: number, activation: string): string {
  const layer = (name: string) =>
    `{"class_name": "Conv2D", "config": {"name": "${name}", "filters": 64, "kernel_size": [3, 3], "padding": "same", "groups": ${groups}, "activation": "${activation}"}}`;
  const layers = ['a', 'b', 'c', 'd'].map(layer).join(',\n');
  return `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 64], "name": "x"}},
${layers},
{"class_name": "Flatten", "config": {"name": "f"}},
{"class_name": "Dense", "config": {"name": "out", "units": 1}}]}}`;
}

function attention(initializer: string): string {
  return `{"class_name": "Functional", "keras_version": "3.12.0", "config": {"name": "m", "layers": [
{"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 16, 512], "name": "x"}, "inbound_nodes": []},
{"class_name": "MultiHeadAttention", "name": "mha", "config": {"name": "mha", "num_heads": 8, "key_dim": 64, "kernel_initializer": ${initializer}},
 "inbound_nodes": [{"args": [
  {"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 512], "keras_history": ["x", 0, 0]}},
  {"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 512], "keras_history": ["x", 0, 0]}}], "kwargs": {}}]},
{"class_name": "Add", "name": "sum", "config": {"name": "sum"}, "inbound_nodes": [{"args": [[
  {"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 512], "keras_history": ["x", 0, 0]}},
  {"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 512], "keras_history": ["mha", 0, 0]}}]], "kwargs": {}}]},
{"class_name": "Dense", "name": "out", "config": {"name": "out", "units": 4}, "inbound_nodes": [{"args": [
  {"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 512], "keras_history": ["sum", 0, 0]}}], "kwargs": {}}]}],
"input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]}}`;
}

testRule('wrong-fans', {
  invalid: [
    {
      // 9 / 576 of the fan-in.
      name: 'one depthwise convolution on 64 channels: a hint',
      text: depthwise(1, HE),
      findings: [
        {
          severity: 'hint',
          at: "'heUniform'",
          line: 3,
          says: /^'heUniform' gives relu 0\.016 of the variance .*: TensorFlow\.js takes the fan-in of this depthwise kernel to be 576, which is 9\./,
          fix: `Set depthwiseInitializer to ${corrected(128)}`,
        },
      ],
      fixed: depthwise(1, MENDED),
    },
    {
      name: 'three of them in a row',
      text: depthwise(3, HE),
      findings: [3, 4, 5].map((line) => ({
        severity: 'warning',
        at: "'heUniform'",
        line,
        says: /The 3 such layers of this model together leave 3\.8e-6 of the signal/,
      })),
      fixed: depthwise(3, MENDED),
    },
    {
      // 16 / (64 * 4): the first kernel; then 64 / (64 * 4).
      name: 'transposed convolutions that widen',
      text: transposed(3, 64, "'heUniform'"),
      findings: [
        { severity: 'info', at: "'heUniform'", line: 3, says: /gives relu 0\.063 .* fan-in of this transposed/ },
        { severity: 'info', at: "'heUniform'", line: 4, says: /gives relu 0\.25 .* to be 1024, which is 256\./ },
        { severity: 'info', at: "'heUniform'", line: 5, says: /gives relu 0\.25 / },
      ],
    },
    {
      // Fan-out 9 * 64 in place of 9 * 4: 4 / 34 of Glorot's mean, 1 / 2 by relu.
      name: 'grouped convolutions in Keras with Glorot’s default',
      text: grouped(16, 'relu'),
      language: 'json',
      findings: [3, 4, 5, 6].map((line) => ({
        severity: 'warning',
        at: '"relu"',
        line,
        says: /gives relu 0\.059 .* the fan-out of this grouped kernel to be 576, which is 36\./,
        fix: 'Set kernel_initializer to "HeNormal"',
      })),
    },
    {
      // A separable convolution takes one option for both kernels: scale 2 C in all.
      name: 'separable convolutions in TensorFlow.js',
      text: sequentialModel(
        [16, 16, 32],
        [
          ...times(3, `separableConv2d({ filters: 32, kernelSize: 3, activation: 'relu', ${HE} })`),
          'flatten()',
          'dense({ units: 1 })',
        ],
      ),
      findings: [3, 4, 5].map((line) => ({
        severity: 'info',
        at: "'heUniform'",
        line,
        says: /depthwise kernel/,
        fix: `Set depthwiseInitializer to ${corrected(8)}`,
      })),
    },
    {
      // 512 * 8 and 512 * 64 on average, in place of 512; back: 8 * 64 and 8 * 512.
      name: 'the projections of attention in Keras: a hint without a mending',
      text: attention('"glorot_uniform"'),
      language: 'json',
      findings: [
        {
          severity: 'hint',
          at: '"glorot_uniform"',
          line: 3,
          says: /too small by 36, and the projection back by 4\.5: .* shortcut/,
          fix: null,
        },
      ],
    },
  ],
  valid: [
    { name: 'a scale that makes up for it', text: depthwise(3, MENDED) },
    {
      name: 'batch normalisation behind it',
      text: sequentialModel(
        [16, 16, 64],
        [
          ...times(3, 'depthwiseConv2d({ kernelSize: 3 })').flatMap((layer) => [
            layer,
            'batchNormalization()',
            'reLU()',
          ]),
          'flatten()',
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'channels that make up for the stride',
      text: transposed(3, 16, "'heUniform'").replaceAll('strides: 2', 'strides: 1'),
    },
    {
      name: 'a last layer',
      text: sequentialModel(
        [4, 4, 16],
        ["conv2dTranspose({ filters: 3, kernelSize: 4, strides: 2, activation: 'tanh' })"],
      ),
    },
    {
      name: 'an initialiser without fans',
      text: attention('{"class_name": "RandomNormal", "config": {"stddev": 0.02}}'),
      language: 'json',
    },
    {
      name: 'grouped convolutions by their fan-in alone',
      text: grouped(16, 'relu').replaceAll(
        '"activation": "relu"',
        '"activation": "relu", "kernel_initializer": "he_normal"',
      ),
      language: 'json',
    },
    { name: 'one group', text: grouped(1, 'relu'), language: 'json' },
  ],
});
