import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function hidden(options: string): string {
  return sequentialModel(
    [16],
    [`dense({ units: 16, activation: 'tanh', kernelInitializer: 'glorotUniform'${options} })`, 'dense({ units: 1 })'],
  );
}

testRule('nonzero-bias', {
  invalid: [
    {
      name: 'ones',
      text: hidden(", biasInitializer: 'ones'"),
      findings: [{ severity: 'info', at: "'ones'", line: 3, says: /by 1 /, fix: "Set biasInitializer to 'zeros'" }],
      fixed: hidden(", biasInitializer: 'zeros'"),
    },
    {
      name: 'a constant',
      text: hidden(', biasInitializer: tf.initializers.constant({ value: -2 })'),
      findings: [{ severity: 'info', at: 'tf.initializers.constant({ value: -2 })', line: 3, says: /by -2 / }],
    },
    {
      name: 'random ones with a mean',
      text: hidden(', biasInitializer: tf.initializers.randomUniform({ minval: 0.5, maxval: 1 })'),
      findings: [{ severity: 'info', at: 'tf.initializers.randomUniform({ minval: 0.5, maxval: 1 })', line: 3 }],
    },
  ],
  valid: [
    { name: 'zeros', text: hidden('') },
    {
      name: 'a little, so that no relu starts closed',
      text: hidden(', biasInitializer: tf.initializers.constant({ value: 0.1 })'),
    },
    {
      name: 'class priors in the last layer',
      text: sequentialModel([16], ["dense({ units: 10, activation: 'softmax', biasInitializer: 'ones' })"]),
    },
    {
      name: 'the forget gate',
      text: sequentialModel([5, 8], ['lstm({ units: 4, unitForgetBias: true })', 'dense({ units: 1 })']),
    },
  ],
});
