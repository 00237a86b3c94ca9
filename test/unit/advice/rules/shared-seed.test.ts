import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function seeded(seed: number | null, units = 16): string {
  const argument = seed === null ? '' : `{ seed: ${seed} }`;
  return `dense({ units: ${units}, activation: 'relu', kernelInitializer: tf.initializers.heUniform(${argument}) })`;
}

testRule('shared-seed', {
  invalid: [
    {
      name: 'two layers of one shape',
      text: sequentialModel([16], [seeded(42), seeded(42), 'dense({ units: 1 })']),
      findings: [
        {
          severity: 'warning',
          at: 'tf.initializers.heUniform({ seed: 42 })',
          line: 3,
          says: /very numbers of dense_2/,
        },
        {
          severity: 'warning',
          at: 'tf.initializers.heUniform({ seed: 42 })',
          line: 4,
          says: /very numbers of dense_1/,
        },
      ],
    },
    {
      name: 'a seed in a loop',
      text: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.inputLayer({ inputShape: [8] }));
for (let i = 0; i < 6; i++) model.add(tf.layers.${seeded(7, 8)});`,
      findings: [{ severity: 'warning', at: 'tf.initializers.heUniform({ seed: 7 })', line: 4, says: /and 2 more/ }],
    },
    {
      name: 'both directions of one written layer',
      text: sequentialModel(
        [5, 8],
        [
          'bidirectional({ layer: tf.layers.gru({ units: 8, kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }) })',
        ],
      ),
      findings: [{ severity: 'warning', at: 'tf.initializers.glorotUniform({ seed: 3 })', line: 3 }],
    },
  ],
  valid: [
    { name: 'seeds of their own', text: sequentialModel([16], [seeded(1), seeded(2), 'dense({ units: 1 })']) },
    { name: 'no seeds', text: sequentialModel([16], times(3, seeded(null))) },
    { name: 'other shapes', text: sequentialModel([16], [seeded(1, 8), seeded(1, 12), seeded(1, 20)]) },
    {
      name: 'one layer used twice',
      text: `import * as tf from '@tensorflow/tfjs';
const twin = tf.layers.${seeded(5)};
const [a, b] = [tf.input({ shape: [16] }), tf.input({ shape: [16] })];
tf.model({ inputs: [a, b], outputs: tf.layers.add().apply([twin.apply(a), twin.apply(b)]) });`,
    },
  ],
});
