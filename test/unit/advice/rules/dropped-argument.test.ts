import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function hidden(initializer: string): string {
  return sequentialModel([8], [`dense({ units: 16, kernelInitializer: ${initializer} })`, 'dense({ units: 1 })']);
}

testRule('dropped-argument', {
  invalid: [
    {
      name: 'a standard deviation of 0',
      text: hidden('tf.initializers.randomNormal({ stddev: 0 })'),
      findings: [{ severity: 'info', at: '0', line: 3, says: /`stddev` has no effect.*0\.05 is used/, fix: null }],
    },
    {
      name: 'a lower bound of 0',
      text: hidden('tf.initializers.randomUniform({ minval: 0, maxval: 1 })'),
      findings: [{ severity: 'info', at: '0', line: 3, says: /`minval`.*-0\.05/ }],
    },
    {
      name: 'a seed of 0',
      text: hidden('tf.initializers.glorotNormal({ seed: 0 })'),
      findings: [{ severity: 'info', at: '0', line: 3, says: /`seed`/ }],
    },
    {
      name: 'the initialiser of a pointwise kernel',
      text: sequentialModel(
        [8, 8, 4],
        [
          "separableConv2d({ filters: 4, kernelSize: 3, depthwiseInitializer: 'glorotUniform', pointwiseInitializer: 'heUniform' })",
        ],
      ),
      findings: [
        { severity: 'info', at: "pointwiseInitializer: 'heUniform'", line: 3, fix: 'Remove pointwiseInitializer' },
      ],
    },
  ],
  valid: [
    { name: 'values that are used', text: hidden('tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: 3 })') },
    { name: 'seed 0 where it is one', text: hidden('tf.initializers.glorotUniform({ seed: 0 })') },
  ],
});
