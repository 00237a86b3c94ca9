import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { applyScheme } from '../../../src/model/scheme.ts';
import { predict } from '../../../src/theory/predict.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

const DEEP = sequentialModel([64], [...times(10, "dense({ units: 64, activation: 'relu' })"), 'dense({ units: 1 })']);

async function read(text: string) {
  const analysis = await analyse(text);
  const [graph] = analysis.reading.graphs;
  if (graph === undefined) throw new Error('The text holds no model.');
  const names = (id: string) => {
    const scheme = analysis.scheme(graph, id);
    return scheme === null ? null : kernelNames(applyScheme(graph, scheme));
  };
  return { analysis, graph, names };
}

function kernelNames(graph: ModelGraph): string[] {
  return graph.layers.flatMap(({ weights }) =>
    weights.flatMap(({ role, initializer }) => (role === 'kernel' ? [initializer.spec.name] : [])),
  );
}

describe('schemeFor', () => {
  it('changes nothing for `current`', async () => {
    const { analysis, graph } = await read(DEEP);
    assert.deepEqual(analysis.scheme(graph, 'current'), { id: 'current', replacements: [] });
  });

  it('sets every kernel, and no bias, to a named initialiser', async () => {
    const { analysis, graph, names } = await read(DEEP);
    for (const name of ['zeros', 'randomNormal', 'randomUniform', 'glorotNormal', 'orthogonal', 'varianceScaling']) {
      assert.deepEqual(names(name), Array(11).fill(name));
    }
    const zeros = analysis.scheme(graph, 'orthogonal');
    assert.ok(zeros?.replacements.every(({ role }) => role === 'kernel'));
  });

  it('recommends kernels that keep the signal: E[a^2] stays 1 through ten relu layers', async () => {
    const { analysis, graph } = await read(DEEP);
    const scheme = analysis.scheme(graph, 'recommended');
    assert.ok(scheme);
    const moments = predict(applyScheme(graph, scheme), { input: 'normal' }).map(({ forward }) => forward.secondMoment);
    // Mean field is exact here up to rounding.
    for (const moment of moments.slice(0, -1)) assert.ok(Math.abs(moment - 1) < 1e-6, String(moment));
  });

  async function momentsAsRecommended(text: string) {
    const { analysis, graph } = await read(text);
    const scheme = analysis.scheme(graph, 'recommended');
    assert.ok(scheme);
    return predict(applyScheme(graph, scheme), { input: 'normal' }).map(({ forward }) => forward.secondMoment);
  }

  for (const [name, layer] of [
    ['depthwise', "depthwiseConv2d({ kernelSize: 3, activation: 'relu' })"],
    ['separable', "separableConv2d({ filters: 32, kernelSize: 3, activation: 'relu' })"],
  ] as const) {
    it(`keeps the signal through ${name} convolutions, whose fans the framework gets wrong`, async () => {
      const text = sequentialModel([16, 16, 32], [...times(4, layer), 'flatten()', 'dense({ units: 1 })']);
      // The scale is written to five digits.
      for (const moment of (await momentsAsRecommended(text)).slice(0, -1)) {
        assert.ok(Math.abs(moment - 1) < 1e-3, String(moment));
      }
    });
  }

  it('lets 30 residual blocks without normalisation grow by no more than e', async () => {
    const moments = await momentsAsRecommended(`import * as tf from '@tensorflow/tfjs';
let x = tf.input({ shape: [64] });
const input = x;
for (let i = 0; i < 30; i++) {
  const h = tf.layers.dense({ units: 64, activation: 'relu' }).apply(x);
  x = tf.layers.add().apply([x, tf.layers.dense({ units: 64 }).apply(h)]);
}
tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`);
    const last = moments.at(-2) ?? 0;
    // (1 + 1/30)^30.
    assert.ok(Math.abs(last - (31 / 30) ** 30) < 1e-2, String(last));
  });

  it('leaves deliberate zeros and what is normalised', async () => {
    const { names } = await read(
      sequentialModel(
        [8],
        [
          "dense({ units: 8, activation: 'relu' })",
          'dense({ units: 8 })',
          'batchNormalization()',
          "dense({ units: 4, kernelInitializer: 'zeros' })",
        ],
      ),
    );
    assert.deepEqual(names('recommended'), ['heUniform', 'glorotNormal', 'zeros']);
  });

  it('keeps the seeds that the file gives', async () => {
    const { analysis, graph } = await read(
      sequentialModel(
        [8],
        [
          "dense({ units: 8, activation: 'relu', kernelInitializer: tf.initializers.heNormal({ seed: 7 }) })",
          'dense({ units: 1 })',
        ],
      ),
    );
    assert.equal(analysis.scheme(graph, 'recommended')?.replacements[0]?.initializer.seed, 7);
  });

  it('knows no other names', async () => {
    const { names } = await read(DEEP);
    for (const name of ['he_normal', 'HeNormal', 'unknown', '', 'toString']) assert.equal(names(name), null);
  });
});
