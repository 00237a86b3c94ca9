import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

const identity = (gain: number) => `kernelInitializer: tf.initializers.identity({ gain: ${gain} })`;
const stack = (count: number, options: string) =>
  sequentialModel([64], [...times(count, `dense({ units: 64, ${options} })`), 'dense({ units: 1 })']);

testRule('exploding-signal', {
  invalid: [
    {
      // 4^10 = 1.05e6.
      name: 'ten identity kernels with gain 2',
      text: stack(10, identity(2)),
      findings: [
        {
          severity: 'warning',
          at: 'tf.initializers.identity({ gain: 2 })',
          line: 3,
          says: /^Over 10 layers in a row the signal's second moment grows 1e6-fold, up to dense_10\. This layer adds most: it multiplies by 4\. An identity with gain 1 keeps it\.$/,
          fix: null,
        },
      ],
    },
    {
      // 4^5 = 1024.
      name: 'five of them',
      text: stack(5, identity(2)),
      findings: [{ severity: 'info', at: 'tf.initializers.identity({ gain: 2 })', line: 3, says: /1e3-fold/ }],
    },
  ],
  valid: [
    { name: 'gain 1', text: stack(10, identity(1)) },
    { name: 'a factor of 64 over three layers', text: stack(3, identity(2)) },
    {
      name: 'a wrong scale, of which activation-mismatch speaks',
      text: stack(20, "activation: 'selu', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'a spread of 1, of which fixed-scale speaks',
      text: stack(10, "activation: 'relu', kernelInitializer: tf.initializers.randomNormal({ stddev: 1 })"),
    },
    {
      name: 'dropout, which is left out',
      text: sequentialModel(
        [64],
        [
          ...times(10, "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })").flatMap((dense) => [
            dense,
            'dropout({ rate: 0.5 })',
          ]),
          'dense({ units: 1 })',
        ],
      ),
    },
  ],
});
