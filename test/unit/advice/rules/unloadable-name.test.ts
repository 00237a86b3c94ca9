import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function hidden(options: string): string {
  return sequentialModel([8], [`dense({ units: 16, ${options} })`, 'dense({ units: 1 })']);
}

function json(version: string, initializer: string, backend = 'tensorflow'): string {
  return `{"class_name": "Sequential", "keras_version": "${version}", "backend": "${backend}", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
  {"class_name": "Dense", "config": {"name": "hidden", "units": 16, "activation": "selu", "kernel_initializer": ${initializer}}},
  {"class_name": "Dense", "config": {"name": "out", "units": 1}}]}}`;
}

testRule('unloadable-name', {
  invalid: [
    {
      name: 'an activation that works until it is saved',
      text: hidden("activation: 'LeakyReLU', kernelInitializer: 'heUniform'"),
      findings: [
        { severity: 'hint', at: "'LeakyReLU'", line: 3, says: /cannot|can be saved but not loaded/, fix: null },
      ],
    },
    {
      name: 'Keras’s LecunNormal in a file of TensorFlow.js',
      language: 'json',
      text: json('tfjs-layers 4.22.0', '{"class_name": "LecunNormal", "config": {"seed": null}}', 'tensor_flow.js'),
      findings: [
        {
          severity: 'error',
          at: '{"class_name": "LecunNormal", "config": {"seed": null}}',
          line: 3,
          says: /TensorFlow.js cannot load this file/,
        },
      ],
    },
    {
      name: 'untruncated_normal, in a Keras file that TensorFlow.js is to run',
      language: 'json',
      settings: { dialect: 'tfjs' },
      text: json(
        '2.15.0',
        '{"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_in", "distribution": "untruncated_normal", "seed": null}}',
      ),
      findings: [{ severity: 'error', at: '"untruncated_normal"', line: 3, says: /is refused/ }],
    },
    {
      name: 'TensorFlow.js’s spelling in a Keras file',
      language: 'json',
      text: json('2.15.0', '"leCunNormal"'),
      findings: [{ severity: 'error', at: '"leCunNormal"', line: 3, fix: 'Replace leCunNormal by lecun_normal' }],
      fixed: json('2.15.0', '"lecun_normal"'),
    },
  ],
  valid: [
    { name: 'right names', text: hidden("activation: 'relu', kernelInitializer: 'heUniform'") },
    { name: 'Keras names in a Keras file', language: 'json', text: json('2.15.0', '"lecun_normal"') },
    {
      name: 'names that the loader camel-cases',
      language: 'json',
      text: json('tfjs-layers 4.22.0', '"le_cun_normal"'),
    },
  ],
});
