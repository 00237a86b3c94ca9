import { testRule } from '../../builders/findings.ts';
import { IMPORT } from '../frontends/reading.ts';

/** A hidden layer with these options, and an output layer. */
function model(options: string): string {
  return `${IMPORT}const m = tf.sequential({ layers: [
  tf.layers.dense({ units: 8, inputShape: [8], ${options} }),
  tf.layers.dense({ units: 1 }),
] });
`;
}

/** Names that TypeScript was talked into taking: `as`, `satisfies`, `<T>`; and factories that are called wrong. */
testRule('unknown-name', {
  valid: [{ name: 'a right name behind a cast', text: model("activation: 'relu' as never") }],
  invalid: [
    {
      name: 'an activation behind a cast, which its mending keeps',
      text: model("activation: 'leaky_relu' as any, kernelInitializer: 'heUniform'"),
      findings: [{ severity: 'error', at: "'leaky_relu' as any", line: 3, fix: 'Replace leaky_relu by LeakyReLU' }],
      fixed: model("activation: 'LeakyReLU' as any, kernelInitializer: 'heUniform'"),
    },
    {
      name: 'an activation behind a type in angle brackets',
      text: model("activation: <any>'silu', kernelInitializer: 'heUniform'"),
      findings: [{ severity: 'error', at: "<any>'silu'", line: 3 }],
      fixed: model("activation: <any>'swish', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'an initialiser behind a cast',
      text: model("activation: 'tanh', kernelInitializer: 'glorot_uniform' as 'glorotUniform'"),
      findings: [{ severity: 'error', at: "'glorot_uniform' as 'glorotUniform'", line: 3 }],
      fixed: model("activation: 'tanh', kernelInitializer: 'glorotUniform' as 'glorotUniform'"),
    },
    {
      name: 'a factory that throws without an argument becomes its name as a string, which does not',
      text: model("activation: 'tanh', kernelInitializer: tf.initializers.orthogonal()"),
      findings: [
        {
          severity: 'error',
          at: 'tf.initializers.orthogonal()',
          line: 3,
          fix: 'Write orthogonal as a string',
        },
      ],
      fixed: model("activation: 'tanh', kernelInitializer: 'orthogonal'"),
    },
    {
      name: 'a factory that is not called',
      text: model("activation: 'relu', kernelInitializer: tf.initializers.heUniform"),
      findings: [{ severity: 'error', at: 'tf.initializers.heUniform', line: 3 }],
      fixed: model("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
  ],
});

testRule('symmetric-initializer', {
  valid: [],
  invalid: [
    {
      name: 'zeros behind `satisfies`',
      text: model("activation: 'relu', kernelInitializer: 'zeros' satisfies string"),
      findings: [{ severity: 'error', at: "'zeros' satisfies string", line: 3 }],
      fixed: model("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
  ],
});
