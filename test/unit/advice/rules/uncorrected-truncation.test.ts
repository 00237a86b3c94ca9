import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function stack(count: number, options: string): string {
  return sequentialModel([128], [...times(count, `dense({ units: 128, ${options} })`), 'dense({ units: 1 })']);
}

function each<T extends object>(count: number, finding: T) {
  return Array.from({ length: count }, (_, i) => ({ ...finding, line: 3 + i }));
}

function keras(version: string): string {
  const layer = (name: string) =>
    `{"class_name": "Dense", "config": {"name": "${name}", "units": 64, "activation": "relu", "kernel_initializer": {"class_name": "HeNormal", "config": {"seed": null}}}}`;
  const layers = ['a', 'b', 'c', 'd', 'e'].map(layer).join(',');
  return `{"class_name": "Sequential", "keras_version": "${version}", "backend": "tensorflow", "config": {"name": "m", "layers": [
{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 64], "name": "x"}}, ${layers}]}}`;
}

testRule('uncorrected-truncation', {
  invalid: [
    {
      // 0.77374^20 = 5.9e-3.
      name: 'heNormal in 20 relu layers',
      text: stack(20, "activation: 'relu', kernelInitializer: 'heNormal'"),
      findings: each(20, {
        severity: 'warning' as const,
        at: "'heNormal'",
        says: /it has 0\.77 of the variance that its name promises\. .* leave 5\.9e-3 of the signal/,
        fix: "Set kernelInitializer to 'heUniform'",
      }),
      fixed: stack(20, "activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      // 0.77374^5 = 0.277.
      name: 'heNormal in five relu layers: information',
      text: stack(5, "activation: 'relu', kernelInitializer: 'heNormal'"),
      findings: each(5, { severity: 'info' as const, at: "'heNormal'", says: /leave 0\.28 of the signal at dense_5/ }),
    },
    {
      // selu pulls back: the signal settles at 0.37.
      name: 'leCunNormal in 20 selu layers: a hint',
      text: stack(20, "activation: 'selu', kernelInitializer: 'leCunNormal'"),
      findings: each(20, {
        severity: 'hint' as const,
        at: "'leCunNormal'",
        says: /0\.37 of the signal/,
        fix: "Set kernelInitializer to 'leCunUniform'",
      }),
    },
    {
      // 0.0115 in place of 0.052 after ten layers.
      name: 'ten tanh layers with the default, which is glorotNormal',
      text: stack(10, "activation: 'tanh'"),
      findings: each(10, {
        severity: 'warning' as const,
        at: "'tanh'",
        says: /^'glorotNormal', the default of TensorFlow.js, is truncated .* leave 0\.22 of the signal/,
        fix: "Set kernelInitializer to 'glorotUniform'",
      }),
    },
    {
      name: 'one layer: a hint; the seed is kept',
      text: stack(1, "activation: 'relu', kernelInitializer: tf.initializers.heNormal({ seed: 7 })"),
      findings: [{ severity: 'hint', at: 'tf.initializers.heNormal({ seed: 7 })', line: 3 }],
      fixed: stack(1, "activation: 'relu', kernelInitializer: tf.initializers.heUniform({ seed: 7 })"),
    },
    {
      name: 'normals preferred: the scale makes up for it',
      text: stack(1, "activation: 'relu', kernelInitializer: 'heNormal'"),
      settings: { prefer: 'normal' },
      findings: [
        {
          severity: 'hint',
          at: "'heNormal'",
          line: 3,
          fix: "Set kernelInitializer to tf.initializers.varianceScaling({ scale: 2.5848, mode: 'fanIn', distribution: 'normal' })",
        },
      ],
    },
  ],
  valid: [
    { name: 'uniform kinds', text: stack(20, "activation: 'relu', kernelInitializer: 'heUniform'") },
    {
      name: 'a normal whose scale makes up for it',
      text: stack(
        20,
        "activation: 'relu', kernelInitializer: tf.initializers.varianceScaling({ scale: 2.5848, mode: 'fanIn', distribution: 'normal' })",
      ),
    },
    { name: 'Glorot’s normal in front of relu is another matter', text: stack(5, "activation: 'relu'") },
    {
      name: 'before batch normalisation',
      text: sequentialModel(
        [64],
        [
          ...times(3, "dense({ units: 64, kernelInitializer: 'heNormal' })").flatMap((dense) => [
            dense,
            'batchNormalization()',
            'reLU()',
          ]),
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'the default in the last layer',
      text: sequentialModel([64], ["dense({ units: 10, activation: 'softmax' })"]),
    },
    { name: 'Keras 2, which corrects it', language: 'json', text: keras('2.15.0') },
    { name: 'Keras 3, which corrects it', language: 'json', text: keras('3.3.0') },
  ],
});
