import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function normalised(options: string, normalisation = 'batchNormalization({})'): string {
  return sequentialModel(
    [8, 8, 3],
    [`conv2d({ filters: 4, kernelSize: 3${options} })`, normalisation, "activation({ activation: 'relu' })"],
  );
}

testRule('needless-bias', {
  invalid: [
    {
      name: 'a convolution before batch normalisation; fewer parameters are nobody else’s to decide',
      text: normalised(''),
      findings: [{ severity: 'info', at: 'conv2d', line: 3, says: /never learn/, fix: 'Set useBias to false' }],
      fixed: normalised(''),
    },
    {
      name: 'asked for',
      text: normalised(', useBias: true'),
      findings: [{ severity: 'info', at: 'true', line: 3 }],
    },
    {
      name: 'in a file of Keras',
      language: 'json',
      text: `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
  {"class_name": "Dense", "config": {"name": "d", "units": 4, "use_bias": true}},
  {"class_name": "BatchNormalization", "config": {"name": "n"}}]}}`,
      findings: [{ severity: 'info', at: 'true', line: 3, fix: 'Set use_bias to false' }],
    },
  ],
  valid: [
    { name: 'no biases', text: normalised(', useBias: false') },
    { name: 'an activation between', text: normalised(", activation: 'relu'") },
    {
      name: 'layer normalisation, which keeps differences between channels',
      text: normalised('', 'layerNormalization({})'),
    },
    {
      name: 'a normalisation without a shift of its own',
      text: normalised('', 'batchNormalization({ center: false })'),
    },
    {
      name: 'biases of gates',
      text: sequentialModel(
        [4, 8, 8, 1],
        [
          'convLstm2d({ filters: 4, kernelSize: 3, returnSequences: true })',
          'batchNormalization()',
          'flatten()',
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'a helper whose convolutions are not all normalised',
      text: `import * as tf from '@tensorflow/tfjs';
const conv = () => tf.layers.conv2d({ filters: 4, kernelSize: 3 });
tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [9, 9, 3] }), conv(), tf.layers.batchNormalization(), conv()] });`,
    },
  ],
});
