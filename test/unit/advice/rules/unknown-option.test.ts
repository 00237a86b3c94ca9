import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function hidden(options: string): string {
  return sequentialModel([8], [`dense({ units: 16, ${options} })`, 'dense({ units: 1 })']);
}

function json(version: string, option: string): string {
  return `{"class_name": "Sequential", "keras_version": "${version}", "backend": "${version.startsWith('tfjs') ? 'tensor_flow.js' : 'tensorflow'}", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
  {"class_name": "Dense", "config": {"name": "hidden", "units": 16, ${option}}},
  {"class_name": "Dense", "config": {"name": "out", "units": 1}}]}}`;
}

testRule('unknown-option', {
  invalid: [
    {
      name: 'an initialiser in snake case',
      text: hidden("activation: 'relu', kernel_initializer: 'heUniform'"),
      findings: [
        {
          severity: 'warning',
          at: 'kernel_initializer',
          line: 3,
          says: /TensorFlow\.js drops it without a word, and the default of `kernelInitializer` is used/,
          fix: 'Rename kernel_initializer to kernelInitializer',
        },
      ],
      fixed: hidden("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'what a public agent wrote',
      text: hidden("activation: 'tanh', initialization: tf.initializers.heNormal()"),
      findings: [
        { severity: 'warning', at: 'initialization', line: 3, fix: 'Rename initialization to kernelInitializer' },
      ],
    },
    {
      name: 'an initialiser beside the right one goes',
      text: hidden("activation: 'relu', kernelInitializer: 'heUniform', kernelInitialiser: 'zeros'"),
      findings: [{ severity: 'warning', at: 'kernelInitialiser', line: 3, fix: 'Remove kernelInitialiser' }],
      fixed: hidden("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'an activation: renaming it changes the model, so that nobody does it unasked',
      text: hidden("activaton: 'tanh'"),
      findings: [{ severity: 'warning', at: 'activaton', line: 3, fix: 'Rename activaton to activation' }],
      fixed: hidden("activaton: 'tanh'"),
    },
    {
      name: 'an option that is only misspelt',
      text: hidden('useBais: false'),
      findings: [{ severity: 'info', at: 'useBais', line: 3, fix: 'Rename useBais to useBias' }],
    },
    {
      name: 'an option that means nothing here',
      text: hidden('colour: 3'),
      findings: [{ severity: 'hint', at: 'colour', line: 3, fix: null }],
    },
    {
      name: 'a word that only looks like an option',
      text: hidden("type: 'dense'"),
      findings: [{ severity: 'hint', at: 'type', line: 3, fix: null }],
    },
    {
      name: 'the initialiser of a kernel that an embedding does not have',
      text: sequentialModel([8], ["embedding({ inputDim: 9, outputDim: 4, kernelInitializer: 'randomNormal' })"]),
      findings: [
        {
          severity: 'warning',
          at: 'kernelInitializer',
          line: 3,
          fix: 'Rename kernelInitializer to embeddingsInitializer',
        },
      ],
    },
    {
      name: 'a layer inside a wrapper',
      text: sequentialModel(
        [4, 8],
        ["timeDistributed({ layer: tf.layers.dense({ units: 4, kernel_initializer: 'zeros' }) })"],
      ),
      findings: [{ severity: 'warning', at: 'kernel_initializer', line: 3 }],
    },
    {
      name: 'misspelt in JSON for Keras, which throws',
      language: 'json',
      text: json('2.15.0', '"kernel_initialiser": "he_uniform"'),
      findings: [{ severity: 'error', at: '"kernel_initialiser"', line: 3, says: /Keras 2 throws/ }],
    },
  ],
  valid: [
    { name: 'the size of the input beside its shape', text: hidden('inputDim: 8') },
    { name: 'options of all layers', text: hidden("name: 'h', trainable: false, dtype: 'float32'") },
    {
      name: 'a key of another version in JSON',
      language: 'json',
      text: json('tfjs-layers 4.22.0', '"lora_rank": null'),
    },
  ],
});
