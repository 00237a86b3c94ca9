import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function text(options: string): string {
  return sequentialModel([5, 8], [`lstm({ units: 16${options} })`, 'dense({ units: 1 })']);
}

function json(version: string, says: string): string {
  return `{"class_name": "Sequential", "keras_version": "${version}", "backend": "${version.startsWith('tfjs') ? 'tensor_flow.js' : 'tensorflow'}", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 5, 8], "name": "x"}},
  {"class_name": "LSTM", "config": {"name": "memory", "units": 16${says}}}]}}`;
}

testRule('forget-bias', {
  invalid: [
    {
      name: "TensorFlow.js's default",
      text: text(''),
      findings: [
        {
          severity: 'info',
          at: 'lstm',
          line: 3,
          says: /TensorFlow\.js starts .* at 0\.5/,
          fix: null,
        },
      ],
      fixed: text(''),
    },
    {
      name: 'inside a wrapper',
      text: sequentialModel([5, 8], ['bidirectional({ layer: tf.layers.lstm({ units: 16 }) })']),
      findings: [{ severity: 'info', at: 'lstm', line: 3 }],
    },
    {
      name: 'a file of TensorFlow.js, which always says it',
      language: 'json',
      text: json('tfjs-layers 4.22.0', ', "unit_forget_bias": false'),
      findings: [{ severity: 'info', at: 'false', line: 3, fix: null }],
      fixed: json('tfjs-layers 4.22.0', ', "unit_forget_bias": false'),
    },
  ],
  valid: [
    { name: 'set', text: text(', unitForgetBias: true') },
    { name: 'unset on purpose', text: text(', unitForgetBias: false') },
    { name: 'biases of their own', text: text(", biasInitializer: 'ones'") },
    { name: 'no biases', text: text(', useBias: false') },
    { name: 'a GRU', text: sequentialModel([5, 8], ['gru({ units: 16 })']) },
    { name: "Keras's default", language: 'json', text: json('2.15.0', '') },
  ],
});
