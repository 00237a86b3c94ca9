import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function lstm(units: number, options = ''): string {
  return sequentialModel([5, 8], [`lstm({ units: ${units}, unitForgetBias: true${options} })`, 'dense({ units: 1 })']);
}

testRule('slow-orthogonal', {
  invalid: [
    {
      name: 'an LSTM of 256 units',
      text: lstm(256),
      findings: [{ severity: 'info', at: 'lstm', line: 3, says: /256 x 1024.* 119|120 s .*3\.2 s/, fix: null }],
      fixed: lstm(256),
    },
    {
      name: 'written',
      text: sequentialModel(
        [512],
        ['dense({ units: 512, kernelInitializer: tf.initializers.orthogonal({ gain: 1 }) })', 'dense({ units: 1 })'],
      ),
      findings: [{ severity: 'info', at: 'tf.initializers.orthogonal({ gain: 1 })', line: 3 }],
    },
  ],
  valid: [
    { name: 'an LSTM of 64 units', text: lstm(64) },
    { name: 'another recurrent initialiser', text: lstm(256, ", recurrentInitializer: 'glorotNormal'") },
    {
      name: 'Keras, which is fast at it',
      language: 'json',
      text: `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 5, 8], "name": "x"}},
  {"class_name": "LSTM", "config": {"name": "memory", "units": 512}}]}}`,
    },
  ],
});
