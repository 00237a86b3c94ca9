import assert from 'node:assert/strict';
import { type Rewrite, rewritesAt } from '../../../src/analysis/rewrites.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse } from '../../builders/analyse.ts';
import { cursorIn } from '../frontends/reading.ts';

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

/** A model of these layers, one a line; `|` is the cursor. */
function model(...layers: readonly string[]): string {
  const lines = layers.map((layer) => `  tf.layers.${layer},`).join('\n');
  return `${IMPORT}export const model = tf.sequential({ layers: [\n  tf.layers.inputLayer({ inputShape: [64] }),\n${lines}\n] });\n`;
}

async function at(marked: string) {
  const { text, offset } = cursorIn(marked);
  const found = rewritesAt(await analyse(text), offset);
  const of = (kind: Rewrite['kind']) => found.filter((one) => one.kind === kind);
  return { text, found, of, applied: (kind: Rewrite['kind']) => of(kind).map(({ edits }) => applyEdits(text, edits)) };
}

const RELU = "dense({ units: 64, activation: 'relu' })";

describe('rewrites at the cursor', () => {
  it('are every other initialiser that suits', async () => {
    const { of } = await at(model(RELU.replace('dense', 'den|se'), RELU, 'dense({ units: 4 })'));
    assert.deepEqual(
      of('alternative').map((one) => one.kind === 'alternative' && `${one.how} ${one.text}`),
      [
        "proper 'heUniform'",
        // 2 / 0.7737: TensorFlow.js truncates without making up for it.
        "normal tf.initializers.varianceScaling({ scale: 2.5848, mode: 'fanIn', distribution: 'normal' })",
        // sqrt(2)
        'orthogonal tf.initializers.orthogonal({ gain: 1.4142 })',
      ],
    );
  });

  it('leave out what is written', async () => {
    const written = "dense({ units: 64, activation: 'relu', kernelInitializer: 'he|Uniform' })";
    const { of } = await at(model(written, RELU, 'dense({ units: 4 })'));
    assert.ok(of('alternative').every((one) => one.text !== "'heUniform'"));
    assert.deepEqual(of('explicit'), []);
  });

  it('write the default out', async () => {
    const { text, applied } = await at(model(RELU, 'de|nse({ units: 4 })'));
    assert.deepEqual(applied('explicit'), [
      text.replace('units: 4 }', "units: 4, kernelInitializer: 'glorotNormal' }"),
    ]);
  });

  it('widen an orthogonal kernel’s gain for more units than inputs', async () => {
    const { of } = await at(model("de|nse({ units: 256, activation: 'relu' })", 'dense({ units: 4 })'));
    const orthogonal = of('alternative').find((one) => one.kind === 'alternative' && one.how === 'orthogonal');
    // sqrt(2 * 256 / 64)
    assert.equal(orthogonal?.text, 'tf.initializers.orthogonal({ gain: 2.8284 })');
  });

  it('are none between layers, and no extraction of what stands alone', async () => {
    assert.deepEqual((await at(`|${model(RELU)}`)).found, []);
    const alone = model(
      "dense({ units: 64, activation: 'relu', kernelInitializer: 'he|Uniform' })",
      'dense({ units: 4 })',
    );
    assert.deepEqual((await at(alone)).of('extract'), []);
  });
});

describe('the extraction of an initialiser', () => {
  const SCALED = "tf.initializers.varianceScaling({ scale: 2.5, mode: 'fanIn', distribution: 'uniform' })";
  const dense = (value: string) => `dense({ units: 64, activation: 'relu', kernelInitializer: ${value} })`;

  it('puts one constant behind the imports and its name everywhere', async () => {
    const marked = model(dense(SCALED.replace('scale: 2', 'sc|ale: 2')), dense(SCALED), 'dense({ units: 4 })');
    const { text, applied } = await at(marked);
    const expected = text
      .replaceAll(SCALED, 'varianceScalingInitializer')
      .replace(IMPORT, `${IMPORT.trimEnd()}\n\nconst varianceScalingInitializer = ${SCALED};\n`);
    assert.deepEqual(applied('extract'), [expected]);
    const kernels = async (of: string) =>
      (await analyse(of)).reading.graphs.flatMap(({ layers }) =>
        layers.flatMap(({ weights }) => weights.map(({ initializer }) => initializer.spec)),
      );
    assert.deepEqual(await kernels(expected), await kernels(text));
  });

  it('finds a name of its own', async () => {
    const marked = model(dense("'he|Uniform'"), dense("'heUniform'"), 'dense({ units: 4 })');
    const { applied } = await at(`${marked}export const heUniformInitializer = 1;\n`);
    assert.match(applied('extract')[0] ?? '', /const heUniformInitializer2 = 'heUniform';/);
  });

  it('is not offered where the text means something only at its place', async () => {
    const local = `${IMPORT}export function build(scale: number) {
  const own = 2;
  return tf.sequential({ layers: [
    tf.layers.dense({ inputShape: [8], units: 8, kernelInitializer: tf.initializers.varianceScaling({ scale: o|wn, mode: 'fanIn', distribution: 'uniform' }) }),
    tf.layers.dense({ units: 8, kernelInitializer: tf.initializers.varianceScaling({ scale: own, mode: 'fanIn', distribution: 'uniform' }) }),
  ] });
}
`;
    assert.deepEqual((await at(local)).of('extract'), []);
  });
});
