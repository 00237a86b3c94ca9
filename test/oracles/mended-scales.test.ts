import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { transformSync } from 'esbuild';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from '../builders/analyse.ts';

/**
 * Kernels whose place in the net decides what is proper: what is predicted of the model as it is written, and of the
 * mended one, against the mean over draws in TensorFlow.js itself. The layer before the last is measured.
 */
interface Case {
  readonly input: readonly number[];
  readonly code: string;
  /** What the mended kernels leave of E[a^2] = 1: edges and the growth of residual blocks apart, 1. */
  readonly mended: readonly [low: number, high: number];
}

const HE = "'heUniform'";

const CASES: Readonly<Record<string, Case>> = {
  'a depthwise convolution': {
    input: [8, 8, 64],
    code: `let x = tf.layers.depthwiseConv2d({ kernelSize: 3, activation: 'relu', depthwiseInitializer: ${HE} }).apply(input);`,
    mended: [0.99, 1.01],
  },
  'separable convolutions': {
    input: [8, 8, 32],
    code: `let x = input;
for (let i = 0; i < 2; i++) x = tf.layers.separableConv2d({ filters: 32, kernelSize: 3, activation: 'relu', depthwiseInitializer: ${HE} }).apply(x);`,
    mended: [0.99, 1.01],
  },
  'a transposed convolution that narrows': {
    input: [6, 6, 64],
    code: `let x = tf.layers.conv2dTranspose({ filters: 8, kernelSize: 4, strides: 2, padding: 'same', activation: 'relu', kernelInitializer: ${HE} }).apply(input);`,
    mended: [0.75, 1],
  },
  'a transposed convolution that widens': {
    input: [6, 6, 8],
    code: `let x = tf.layers.conv2dTranspose({ filters: 64, kernelSize: 4, strides: 2, padding: 'same', activation: 'relu', kernelInitializer: ${HE} }).apply(input);`,
    mended: [0.75, 1],
  },
  'residual blocks without normalisation': {
    input: [64],
    code: `let x = input;
for (let i = 0; i < 8; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: ${HE} }).apply(x);
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 64, kernelInitializer: ${HE} }).apply(h)]);
}`,
    mended: [1, Math.E],
  },
};

const DRAWS = 30;
const BATCH = 16;

function source({ input, code }: Case): string {
  const last = input.length === 1 ? 'x' : 'tf.layers.flatten().apply(x)';
  return `import * as tf from '@tensorflow/tfjs';
export function build() {
const input = tf.input({ shape: ${JSON.stringify(input)} });
${code}
return tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(${last}) });
}
`;
}

async function predicted(text: string): Promise<number> {
  const analysis = await analyse(text, 'javascript');
  const { reading } = analysis;
  const [graph] = reading.graphs;
  assert.ok(graph, 'the model is read');
  const moment = analysis.prediction(graph).at(-2)?.forward.secondMoment;
  assert.ok(moment !== undefined);
  return moment;
}

/** Mean of E[a^2] at the layer before the last over draws of the weights, and its standard error. */
function measured(text: string, { input }: Case): { mean: number; error: number } {
  const { code } = transformSync(text, { loader: 'js', format: 'cjs', target: 'node20' });
  const module: { exports: { build?: unknown } } = { exports: {} };
  new Function('require', 'module', 'exports', code)(createRequire(__filename), module, module.exports);
  const { build } = module.exports;
  assert.ok(typeof build === 'function');
  const moments = Array.from({ length: DRAWS }, (_, draw) => oneDraw(build(), input, draw));
  const mean = moments.reduce((sum, moment) => sum + moment, 0) / DRAWS;
  const variance = moments.reduce((sum, moment) => sum + (moment - mean) ** 2, 0) / (DRAWS - 1);
  return { mean, error: Math.sqrt(variance / DRAWS) };
}

function oneDraw(model: unknown, input: readonly number[], draw: number): number {
  assert.ok(model instanceof tf.LayersModel);
  const before = model.layers.at(-2)?.output;
  assert.ok(before instanceof tf.SymbolicTensor);
  const inner = tf.model({ inputs: model.inputs, outputs: before });
  const moment = tf.tidy(() => {
    const output = inner.predict(tf.randomNormal([BATCH, ...input], 0, 1, 'float32', draw + 1));
    assert.ok(output instanceof tf.Tensor);
    return output.square().mean().dataSync()[0] ?? Number.NaN;
  });
  model.dispose();
  return moment;
}

describe('scales that a kernel’s place decides, in TensorFlow.js itself', () => {
  before(async () => {
    await tf.setBackend('cpu');
  });

  for (const [name, one] of Object.entries(CASES)) {
    it(`${name}: as predicted, and kept once mended`, async () => {
      const text = source(one);
      const analysis = await analyse(text, 'javascript');
      const { findings } = analysis;
      assert.ok(findings.some(({ rule }) => rule === 'wrong-fans' || rule === 'unscaled-residual'));
      const mended = applyEdits(text, analysis.fixAllEdits());
      for (const version of [text, mended]) {
        const expected = await predicted(version);
        const { mean, error } = measured(version, one);
        assert.ok(Math.abs(mean - expected) < 4 * error + 0.01 * expected, `${mean} ± ${error}, predicted ${expected}`);
      }
      const [low, high] = one.mended;
      const kept = await predicted(mended);
      assert.ok(low < kept && kept < high, `the mended model leaves ${kept}`);
    });
  }
});
