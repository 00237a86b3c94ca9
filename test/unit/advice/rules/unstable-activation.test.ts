import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function stack(count: number, options: string): string {
  return sequentialModel([64], [...times(count, `dense({ units: 64, ${options} })`), 'dense({ units: 1 })']);
}

/** One finding a line from line 3 on. */
function each<T extends object>(count: number, finding: T) {
  return Array.from({ length: count }, (_, i) => ({ ...finding, line: 3 + i }));
}

const GLOROT = "kernelInitializer: 'glorotUniform'";
const exact = (scale: number) =>
  `kernelInitializer: tf.initializers.varianceScaling({ scale: ${scale}, mode: 'fanIn', distribution: 'uniform' })`;
const loop = (count: number, body: string) => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [64] })] });
for (let i = 0; i < ${count}; i++) ${body}
model.add(tf.layers.dense({ units: 1 }));
`;

testRule('unstable-activation', {
  invalid: [
    {
      // chi 0.0557 a layer, nine layers behind the first one; a little more while the signal settles.
      name: 'ten sigmoid layers, whatever the initialiser',
      text: stack(10, `activation: 'sigmoid', ${GLOROT}`),
      findings: each(10, {
        severity: 'warning' as const,
        at: "'sigmoid'",
        says: /^Whatever the initialiser, sigmoid passes on little of the gradient, 0\.056 .* over the 10 layers of this stack 5\.1e-12 of it reaches the first\./,
        fix: null,
      }),
      fixed: stack(10, `activation: 'sigmoid', ${GLOROT}`),
    },
    {
      name: 'with the default too, though TensorFlow.js truncates it',
      text: stack(10, "activation: 'sigmoid'"),
      findings: each(10, { severity: 'warning' as const, at: "'sigmoid'" }),
    },
    {
      name: 'three of them: information',
      text: stack(3, `activation: 'sigmoid', ${GLOROT}`),
      findings: each(3, { severity: 'info' as const, at: "'sigmoid'", says: /3\.1e-3 of it reaches the first/ }),
    },
    {
      name: 'activation layers in a loop: at the kernel',
      text: loop(
        8,
        "{ model.add(tf.layers.dense({ units: 64 })); model.add(tf.layers.activation({ activation: 'sigmoid' })); }",
      ),
      findings: [{ severity: 'warning', at: 'dense', line: 3 }],
    },
    {
      name: 'softplus',
      text: stack(12, "activation: 'softplus', kernelInitializer: 'leCunUniform'"),
      findings: each(12, { severity: 'warning' as const, at: "'softplus'", says: /softplus passes on .* 0\.35 of/ }),
    },
    {
      // 1.0836^40 = 24.8.
      name: 'forty gelu layers with the exact scale: a hint',
      text: loop(40, `model.add(tf.layers.dense({ units: 64, activation: 'gelu', ${exact(2.1551)} }));`),
      findings: [
        {
          severity: 'hint',
          at: "'gelu'",
          line: 3,
          says: /^No initialiser keeps gelu stable: even with its exact scale an error of the signal's size grows by 1\.1 a layer, by 25 over the 40 layers/,
        },
      ],
    },
    {
      // 1.1468^70 = 1.5e4.
      name: 'seventy swish layers',
      text: loop(70, `model.add(tf.layers.dense({ units: 64, activation: 'swish', ${exact(2.4297)} }));`),
      findings: [{ severity: 'warning', at: "'swish'", line: 3 }],
    },
  ],
  valid: [
    { name: 'two sigmoid layers', text: stack(2, `activation: 'sigmoid', ${GLOROT}`) },
    {
      name: 'a sigmoid output',
      text: sequentialModel(
        [64],
        [
          ...times(10, "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })"),
          "dense({ units: 1, activation: 'sigmoid' })",
        ],
      ),
    },
    { name: 'tanh', text: stack(30, `activation: 'tanh', ${GLOROT}`) },
    { name: 'relu', text: stack(60, "activation: 'relu', kernelInitializer: 'heUniform'") },
    { name: 'twenty gelu layers', text: stack(20, `activation: 'gelu', ${exact(2.1551)}`) },
    {
      name: 'a normalisation in each layer',
      text: sequentialModel(
        [64],
        [
          ...times(10, `dense({ units: 64, useBias: false, ${GLOROT} })`).flatMap((dense) => [
            dense,
            'batchNormalization()',
            "activation({ activation: 'sigmoid' })",
          ]),
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'shortcuts',
      text: `import * as tf from '@tensorflow/tfjs';
let x = tf.input({ shape: [64] }); const input = x;
for (let i = 0; i < 10; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'sigmoid', ${GLOROT} }).apply(x);
  x = tf.layers.add().apply([x, h]);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`,
    },
    {
      name: 'the gates of recurrent layers',
      text: sequentialModel([20, 8], [...times(5, 'gru({ units: 16, returnSequences: true })'), 'dense({ units: 1 })']),
    },
    { name: 'given weights', text: stack(10, "activation: 'sigmoid', weights: [kernel, bias]") },
    { name: 'frozen layers', text: stack(10, "activation: 'sigmoid', trainable: false") },
  ],
});
