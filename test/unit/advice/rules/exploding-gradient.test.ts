import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

const gained = (gain: string, distribution = 'uniform') =>
  `kernelInitializer: tf.initializers.varianceScaling({ scale: ${gain}, mode: 'fanIn', distribution: '${distribution}' })`;
const stack = (count: number, options: string) =>
  sequentialModel([64], [...times(count, `dense({ units: 64, ${options} })`), 'dense({ units: 1 })']);

testRule('exploding-gradient', {
  invalid: [
    {
      // 1.2 a layer: 39 layers behind the first one.
      name: 'forty tanh layers with the gain that keeps their pre-activations at variance 1',
      text: stack(40, `activation: 'tanh', ${gained('25 / 9')}`),
      findings: [
        {
          severity: 'info',
          at: "'tanh'",
          line: 42,
          says: /^Over 40 layers in a row the gradient's second moment grows 1\.4e3-fold, up to dense_1\. This layer, with tanh, adds most: it multiplies by 1\.2\. Set kernelInitializer to 'glorotUniform' in these layers; a normalisation in each or shortcuts help too\.$/,
          // It mends one of forty layers.
          fix: null,
        },
      ],
    },
    {
      name: 'eighty of them',
      text: stack(80, `activation: 'tanh', ${gained('25 / 9')}`),
      findings: [{ severity: 'warning', at: "'tanh'", line: 82 }],
    },
  ],
  valid: [
    { name: 'ten of them', text: stack(10, `activation: 'tanh', ${gained('25 / 9')}`) },
    {
      // He et al.'s scale with relu + batch norm: 1.4 a layer, which is depth's doing.
      name: 'batch normalisation, through which the gradient grows whatever the initialiser',
      text: sequentialModel(
        [64],
        [
          ...times(30, 'dense({ units: 64, useBias: false })').flatMap((dense) => [
            dense,
            'batchNormalization()',
            'reLU()',
          ]),
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'selu, of which unstable-activation speaks',
      text: stack(70, "activation: 'selu', kernelInitializer: 'leCunUniform'"),
    },
    { name: 'relu with He', text: stack(60, "activation: 'relu', kernelInitializer: 'heUniform'") },
  ],
});
