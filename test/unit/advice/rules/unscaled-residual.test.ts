import { testRule } from '../../../builders/findings.ts';

interface Net {
  readonly blocks: number;
  /** Options of the branch's last layer. */
  readonly end: string;
  /** The branch's first layer; `$x` is what enters. */
  readonly first?: string;
  /** What comes out of a block; `$b` is the branch. */
  readonly sum?: string;
}

const HE = "kernelInitializer: 'heUniform'";
const FIRST = `dense({ units: 64, activation: 'relu', ${HE} }).apply($x)`;

/** Residual blocks of two dense layers: line 5 is the branch's last one. */
function net({ blocks, end, first = FIRST, sum = 'add().apply([x, $b])' }: Net): string {
  return `import * as tf from '@tensorflow/tfjs';
let x = tf.input({ shape: [64] }); const input = x;
for (let i = 0; i < ${blocks}; i++) {
  const h = tf.layers.${first.replace('$x', 'x')};
  const b = tf.layers.dense({ units: 64, ${end} }).apply(h);
  x = tf.layers.${sum.replace('$b', 'b')};
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`;
}

const scaled = (scale: number) =>
  `kernelInitializer: tf.initializers.varianceScaling({ scale: ${scale}, mode: 'fanAvg', distribution: 'uniform' })`;

testRule('unscaled-residual', {
  invalid: [
    {
      // The branch: 2 * 1/2 by relu, then 2: each block multiplies by 3, 3^30 in all.
      name: '30 blocks with He in every branch',
      text: net({ blocks: 30, end: HE }),
      findings: [
        {
          severity: 'warning',
          at: "'heUniform'",
          line: 5,
          says: /30 such blocks in a row, with no normalisation, multiply the signal by 3 each, by 2\.1e14 up to add_30\. .* start these kernels at zeros/,
          fix: `Set ${scaled(0.033333).replace(': ', ' to ')}`,
        },
      ],
      fixed: net({ blocks: 30, end: scaled(0.033333) }),
    },
    {
      // Before the sum, relu halves the branch: 2 a block.
      name: 'a nonlinearity in each branch’s end',
      text: net({ blocks: 30, end: `activation: 'relu', ${HE}` }),
      findings: [{ severity: 'warning', at: "'heUniform'", line: 5, says: /by 2(\.\d)? each/ }],
    },
    {
      name: 'a few blocks: information',
      text: net({ blocks: 3, end: HE }),
      findings: [{ severity: 'info', at: "'heUniform'", line: 5, says: /by 3 each, by 27 up to/ }],
    },
    {
      name: 'relu behind the sum, as in the first residual nets',
      text: net({ blocks: 16, end: HE, sum: 'reLU().apply(tf.layers.add().apply([x, $b]))' }),
      findings: [{ severity: 'warning', at: "'heUniform'", line: 5 }],
    },
  ],
  valid: [
    { name: 'a scale divided by the blocks', text: net({ blocks: 30, end: scaled(0.0333) }) },
    { name: 'a smaller one', text: net({ blocks: 30, end: scaled(0.001) }) },
    { name: 'zeros', text: net({ blocks: 30, end: "kernelInitializer: 'zeros'" }) },
    {
      name: 'a normalisation in the branch',
      text: net({
        blocks: 30,
        end: HE,
        first: `dense({ units: 64, activation: 'relu', ${HE} }).apply(tf.layers.layerNormalization().apply($x))`,
      }),
    },
    {
      name: 'a normalisation behind the sum',
      text: net({ blocks: 30, end: HE, sum: 'layerNormalization().apply(tf.layers.add().apply([x, $b]))' }),
    },
    { name: 'one block', text: net({ blocks: 1, end: HE }) },
    {
      name: 'branches that are averaged, not added',
      text: net({ blocks: 30, end: HE, sum: 'average().apply([x, $b])' }),
    },
    {
      name: 'as many kernels on both ways: neither is a shortcut',
      text: net({
        blocks: 30,
        end: HE,
        sum: 'add().apply([tf.layers.dense({ units: 64, kernelInitializer: "heUniform" }).apply(x), h])',
      }),
    },
  ],
});
