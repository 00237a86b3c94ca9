import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function stack(count: number, units: number, options: string, output = 'dense({ units: 1 })'): string {
  return sequentialModel([units], [...times(count, `dense({ units: ${units}, ${options} })`), output]);
}

/** One finding a line from line 3 on. */
function each<T extends object>(count: number, finding: T) {
  return Array.from({ length: count }, (_, i) => ({ ...finding, line: 3 + i }));
}

/** VGG16's convolutions on 32 x 32 x 3, batch normalisation behind each or not. */
function vgg(normalised: boolean): string {
  const blocks = [
    [64, 64],
    [128, 128],
    [256, 256, 256],
    [512, 512, 512],
    [512, 512, 512],
  ];
  const convolution = (filters: number) =>
    normalised
      ? [`conv2d({ filters: ${filters}, kernelSize: 3, padding: 'same' })`, 'batchNormalization()', 'reLU()']
      : [`conv2d({ filters: ${filters}, kernelSize: 3, padding: 'same', activation: 'relu' })`];
  const layers = blocks.flatMap((block) => [...block.flatMap(convolution), 'maxPooling2d({ poolSize: 2 })']);
  return sequentialModel([32, 32, 3], [...layers, 'flatten()', "dense({ units: 10, activation: 'softmax' })"]);
}

const VGG_LINES = [3, 4, 6, 7, 9, 10, 11, 13, 14, 15, 17, 18, 19];
const HE = "Set kernelInitializer to 'heUniform'";

testRule('activation-mismatch', {
  invalid: [
    {
      name: 'VGG16 with the default of TensorFlow.js',
      text: vgg(false),
      findings: VGG_LINES.map((line) => ({
        severity: 'warning',
        at: "'relu'",
        line,
        says: /^'glorotNormal', the default of TensorFlow.js, gives relu 0\.\d+ of the variance/,
        fix: HE,
      })),
    },
    {
      // 0.77374 / 2 of the variance a layer: 0.38687^20 = 5.6e-9.
      name: '20 relu layers of 256 with the default',
      text: stack(20, 256, "activation: 'relu'"),
      findings: each(20, {
        severity: 'warning' as const,
        at: "'relu'",
        says: /gives relu 0\.39 of the variance .* The 20 such layers .* leave 5\.6e-9 of the signal at dense_20\./,
      }),
      fixed: stack(20, 256, "activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      // 0.38687^8 = 5.0e-4.
      name: "eight relu layers with 'varianceScaling', whose scale is 1",
      text: stack(8, 64, "activation: 'relu', kernelInitializer: 'varianceScaling'"),
      findings: each(8, {
        severity: 'warning' as const,
        at: "'varianceScaling'",
        says: /gives relu 0\.39 .* 5e-4 of the signal/,
      }),
    },
    {
      name: 'one hidden layer so: a hint',
      text: stack(1, 64, "activation: 'relu', kernelInitializer: 'varianceScaling'"),
      findings: [
        { severity: 'hint', at: "'varianceScaling'", line: 3, says: /So few layers in a row learn all the same/ },
      ],
    },
    {
      name: 'two hidden layers with the default: a hint',
      text: stack(2, 64, "activation: 'relu'"),
      findings: each(2, { severity: 'hint' as const, at: "'relu'" }),
    },
    {
      // 2 by itself in front of tanh, behind a layer that keeps 0.17: its own share and the whole are told apart.
      name: 'one kernel too large behind one that is too small',
      text: sequentialModel(
        [13],
        [
          "dense({ units: 64, activation: 'relu', kernelInitializer: 'glorotUniform' })",
          "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })",
          "dense({ units: 64, activation: 'tanh', kernelInitializer: 'heUniform' })",
          'dense({ units: 1 })',
        ],
      ),
      findings: [
        {
          severity: 'info',
          at: "'glorotUniform'",
          line: 3,
          says: /gives relu 0\.17 of .* The 2 such layers of this model together leave 0\.17 of the signal at dense_1\./,
        },
        {
          severity: 'hint',
          at: "'heUniform'",
          line: 5,
          says: /gives tanh 2 times .* signal\. By itself it makes the signal at dense_3 1\.3 times too large\. With the other one of a wrong scale in this model it leaves 0\.54 of the signal at dense_3\./,
        },
      ],
    },
    {
      name: '20 selu layers with He',
      text: stack(20, 128, "activation: 'selu', kernelInitializer: 'heUniform'"),
      findings: each(20, {
        severity: 'warning' as const,
        at: "'heUniform'",
        says: /gives selu 2 times the variance .* make the gradient at the input .* times too large/,
        fix: "Set kernelInitializer to 'leCunUniform'",
      }),
    },
    {
      // He's 2 in place of silu's 2.4297 dies out over depth: the exact scale is recommended.
      name: '20 silu layers with He',
      text: stack(20, 256, "activation: 'swish', kernelInitializer: 'heUniform'"),
      findings: each(20, {
        severity: 'warning' as const,
        at: "'heUniform'",
        says: /gives silu 0\.82 of the variance/,
        fix: "Set kernelInitializer to tf.initializers.varianceScaling({ scale: 2.4297, mode: 'fanIn', distribution: 'uniform' })",
      }),
    },
    {
      // 0.38687^4 = 0.022, which an optimiser makes up for; six layers make 3.4e-3.
      name: 'four hidden layers with the default: information',
      text: stack(4, 64, "activation: 'relu'"),
      findings: each(4, {
        severity: 'info' as const,
        at: "'relu'",
        says: /leave 0\.022 of the signal at dense_4\. So few layers in a row learn all the same/,
      }),
    },
    {
      name: 'six of them: a warning',
      text: stack(6, 64, "activation: 'relu'"),
      findings: each(6, { severity: 'warning' as const, at: "'relu'", says: /3\.4e-3/ }),
    },
    {
      name: 'the activation of a following layer counts; without an option to point at the layer is underlined',
      text: sequentialModel(
        [64],
        [...times(5, 'dense({ units: 64 })').flatMap((dense) => [dense, 'reLU()']), 'dense({ units: 1 })'],
      ),
      findings: [3, 5, 7, 9, 11].map((line) => ({ severity: 'info', at: 'dense', line })),
    },
    {
      name: 'Glorot as it is meant, as deep as nets have been trained from it',
      text: stack(18, 64, "activation: 'relu', kernelInitializer: 'glorotUniform'"),
      findings: each(18, {
        severity: 'info' as const,
        at: "'glorotUniform'",
        says: /3\.8e-6.*have been trained from it/,
      }),
    },
    {
      name: 'one layer deeper: a warning',
      text: stack(19, 64, "activation: 'relu', kernelInitializer: 'glorotUniform'"),
      findings: each(19, { severity: 'warning' as const, at: "'glorotUniform'", says: /1\.9e-6/ }),
    },
    {
      name: 'a trained file: a hint that says so',
      language: 'json',
      text: trained(),
      findings: Array.from({ length: 5 }, () => ({
        severity: 'hint',
        at: '"relu"',
        line: 1,
        says: /The weights are trained: this matters only if it is trained anew/,
      })),
    },
    {
      name: 'a severity that the user sets',
      text: stack(4, 64, "activation: 'relu'"),
      settings: { severities: { 'activation-mismatch': 'error' } },
      findings: each(4, { severity: 'error' as const, at: "'relu'" }),
    },
    {
      name: 'normal initialisers preferred: with a scale that makes up for the truncation',
      text: stack(3, 64, "activation: 'relu'"),
      settings: { prefer: 'normal' },
      findings: each(3, {
        severity: 'info' as const,
        at: "'relu'",
        fix: "Set kernelInitializer to tf.initializers.varianceScaling({ scale: 2.5848, mode: 'fanIn', distribution: 'normal' })",
      }),
    },
    {
      name: 'one call for layers that need different initialisers: no fix is preferred',
      text: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 64, inputShape: [64], kernelInitializer: 'glorotUniform' }));
for (const activation of ['relu', 'selu', 'relu', 'selu']) model.add(tf.layers.dense({ units: 64, activation }));
model.add(tf.layers.dense({ units: 1 }));
`,
      findings: [{ severity: 'info', at: 'activation', line: 4, fix: null }],
    },
  ],
  valid: [
    { name: 'VGG16 with batch normalisation', text: vgg(true) },
    {
      name: 'normalisation behind the nonlinearity and pooling',
      text: sequentialModel(
        [32, 32, 3],
        [
          ...times(4, "conv2d({ filters: 16, kernelSize: 3, activation: 'relu' })").flatMap((convolution) => [
            convolution,
            'maxPooling2d({ poolSize: 1 })',
            'batchNormalization()',
          ]),
          'flatten()',
          'dense({ units: 10 })',
        ],
      ),
    },
    { name: 'a correct 30-layer He net', text: stack(30, 256, "activation: 'relu', kernelInitializer: 'heUniform'") },
    {
      name: 'any initialiser in the last layer',
      text: stack(
        3,
        64,
        "activation: 'relu', kernelInitializer: 'heUniform'",
        "dense({ units: 10, kernelInitializer: 'heUniform' })",
      ),
    },
    {
      name: 'orthogonal kernels with relu’s gain',
      text: stack(10, 64, "activation: 'relu', kernelInitializer: tf.initializers.orthogonal({ gain: 1.41421 })"),
    },
    {
      name: 'the fans of the backward pass in place of the forward one’s',
      text: sequentialModel(
        [16, 16, 3],
        [
          ...[16, 32, 64, 128, 256].map(
            (filters) =>
              `conv2d({ filters: ${filters}, kernelSize: 3, activation: 'relu', kernelInitializer: tf.initializers.varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'uniform' }) })`,
          ),
          'flatten()',
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'LeCun in place of Glorot where there is no nonlinearity',
      text: sequentialModel([8], ["dense({ units: 512, kernelInitializer: 'leCunUniform' })", 'dense({ units: 1 })']),
    },
    {
      name: 'tanh with the gain that keeps its pre-activations at variance 1',
      text: stack(
        10,
        64,
        "activation: 'tanh', kernelInitializer: tf.initializers.varianceScaling({ scale: 25 / 9, mode: 'fanAvg', distribution: 'uniform' })",
      ),
    },
    {
      name: 'a fixed spread is another rule’s matter',
      text: stack(10, 64, "activation: 'relu', kernelInitializer: 'randomNormal'"),
    },
    { name: 'frozen layers', text: stack(10, 64, "activation: 'relu', trainable: false") },
    { name: 'given weights', text: stack(10, 64, "activation: 'relu', weights: [kernel, bias]") },
    {
      name: 'an initialiser that cannot be read',
      text: stack(10, 64, "activation: 'relu', kernelInitializer: custom()"),
    },
    {
      name: 'an unknown initialiser name has its own rule',
      text: stack(10, 64, "activation: 'relu', kernelInitializer: 'kaimingNormal'"),
    },
    {
      name: 'the rule switched off',
      text: stack(10, 64, "activation: 'relu'"),
      settings: { severities: { 'activation-mismatch': 'off' } },
    },
    {
      name: 'silenced in the file',
      text: `// init-lens-disable activation-mismatch\n${stack(10, 64, "activation: 'relu'")}`,
    },
    {
      name: 'layers that belong to no model',
      text: "import * as tf from '@tensorflow/tfjs';\nexport const hidden = tf.layers.dense({ units: 8, activation: 'relu' });\n",
    },
  ],
});

/** A file of TensorFlow.js with weights: five relu layers with the default initialiser. */
function trained(): string {
  const layer = (i: number) =>
    `{"class_name":"Dense","config":{"name":"d${i}","units":64,"activation":"relu"${i === 0 ? ',"batch_input_shape":[null,64]' : ''}}}`;
  const layers = [...[0, 1, 2, 3, 4].map(layer), '{"class_name":"Dense","config":{"name":"out","units":1}}'].join(',');
  return `{"modelTopology":{"class_name":"Sequential","config":{"name":"m","layers":[${layers}]},"keras_version":"tfjs-layers 4.22.0","backend":"tensor_flow.js"},"weightsManifest":[{"paths":["weights.bin"],"weights":[{"name":"d0/kernel","shape":[64,64],"dtype":"float32"}]}]}`;
}
