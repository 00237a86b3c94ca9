import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, explained } from '../../../../src/advice/explain/explain.ts';
import { explanationText } from '../../../../src/advice/explain/render.ts';
import type { WeightRole } from '../../../../src/model/graph.ts';
import { analyse, sequentialModel, times } from '../../../builders/analyse.ts';

const ROOT = join(__dirname, '../../../..');

/** The explanation of a weight of the layer at this place among the layers written. */
async function explain(
  inputShape: readonly number[],
  layers: readonly string[],
  index: number,
  role: WeightRole = 'kernel',
): Promise<Explanation> {
  const analysis = await analyse(sequentialModel(inputShape, layers));
  const [graph] = analysis.reading.graphs;
  // The input that `inputShape` implies comes first.
  const layer = graph?.layers[index + 1];
  assert.ok(graph && layer);
  const explanation = analysis.explanation(graph, layer.id, role);
  assert.ok(explanation);
  return explanation;
}

function close(actual: number | null | undefined, expected: number): void {
  assert.ok(typeof actual === 'number', 'there is a number');
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual} is not ${expected}`);
}

/** A standard normal cut off at two standard deviations: 1 - 4 phi(2) / (2 Phi(2) - 1). */
const TRUNCATED = 0.7737413035499232;

describe('the explanation of a weight', () => {
  it('has the formula with the layer’s numbers, and what is really drawn: Glorot, truncated', async () => {
    const { written, fans, activation, shape } = await explain(
      [784],
      ["dense({ units: 100, activation: 'relu' })", 'dense({ units: 10 })'],
      0,
    );
    assert.deepEqual(shape, [784, 100]);
    assert.equal(activation?.name, 'relu');
    assert.deepEqual(fans, { taken: { in: 784, out: 100 }, real: { in: 784, out: 100 } });
    assert.ok(written.isDefault);
    assert.equal(written.formula?.symbols, '2 · scale / (fan_in + fan_out)');
    assert.equal(written.formula?.numbers, '2 · 1 / (784 + 100)');
    close(written.formula?.value, 2 / 884);
    close(written.nominalDeviation, Math.sqrt(2 / 884));
    close(written.realDeviation, Math.sqrt((TRUNCATED * 2) / 884));
    close(written.bounds?.high, 2 * Math.sqrt(2 / 884));
    close(written.gain, (784 * TRUNCATED * 2) / 884);
  });

  it('sets the recommended initialiser beside it: He, uniform', async () => {
    const { recommended } = await explain(
      [784],
      ["dense({ units: 100, activation: 'relu' })", 'dense({ units: 10 })'],
      0,
    );
    assert.equal(recommended?.text, "'heUniform'");
    assert.equal(recommended?.formula?.numbers, '2 / 784');
    close(recommended?.realDeviation, Math.sqrt(2 / 784));
    // U[-x, x] with x = sqrt(6 / fan_in) (He et al. 2015).
    close(recommended?.bounds?.high, Math.sqrt(6 / 784));
    close(recommended?.bounds?.low, -Math.sqrt(6 / 784));
    close(recommended?.gain, 2);
    assert.match(recommended?.why ?? '', /He et al\. 2015/);
  });

  it('tells the fans that the framework takes from those of the computation', async () => {
    const { fans, written, recommended } = await explain(
      [32, 32, 64],
      [
        "depthwiseConv2d({ kernelSize: 3, activation: 'relu', depthwiseInitializer: 'heUniform' })",
        'flatten()',
        'dense({ units: 1 })',
      ],
      0,
      'depthwise',
    );
    assert.deepEqual(fans, { taken: { in: 576, out: 9 }, real: { in: 9, out: 9 } });
    close(written.gain, (9 * 2) / 576);
    assert.equal(recommended?.formula?.numbers, '128 / 576');
    close(recommended?.gain, 2);
  });

  it('counts the stride of a convolution in the real fan-out', async () => {
    const { fans } = await explain(
      [32, 32, 8],
      ["conv2d({ filters: 16, kernelSize: 3, strides: 2, activation: 'relu' })", 'flatten()', 'dense({ units: 1 })'],
      0,
    );
    assert.deepEqual(fans, { taken: { in: 72, out: 144 }, real: { in: 72, out: 36 } });
  });

  for (const [written, numbers, deviation, mean] of [
    ['randomUniform({ minval: -0.1, maxval: 0.2 })', '(0.2 + 0.1)² / 12', 0.3 / Math.sqrt(12), 0.05],
    ['randomUniform({ minval: 0.1, maxval: 0.2 })', '(0.2 - 0.1)² / 12', 0.1 / Math.sqrt(12), 0.15],
    ['randomNormal({ stddev: 0.02 })', '0.02²', 0.02, 0],
    ['truncatedNormal({ stddev: 0.02 })', '0.02²', 0.02 * Math.sqrt(TRUNCATED), 0],
    ['orthogonal({ gain: 1.5 })', '1.5² / max(64, 16)', 1.5 / 8, 0],
    ["varianceScaling({ scale: 3, mode: 'fanOut', distribution: 'uniform' })", '3 / 16', Math.sqrt(3 / 16), 0],
  ] as const) {
    it(`has the numbers of ${written}`, async () => {
      const explanation = await explain(
        [64],
        [
          `dense({ units: 16, activation: 'tanh', kernelInitializer: tf.initializers.${written} })`,
          'dense({ units: 1 })',
        ],
        0,
      );
      const sampling = explanation.written;
      assert.ok(!sampling.isDefault);
      assert.equal(sampling.formula?.numbers, numbers);
      close(sampling.realDeviation, deviation);
      assert.ok(Math.abs((sampling.mean ?? Number.NaN) - mean) < 1e-12);
      close(sampling.gain, 64 * (deviation ** 2 + mean ** 2));
    });
  }

  it('has the numbers of an identity', async () => {
    const { written } = await explain(
      [16],
      ['dense({ units: 16, kernelInitializer: tf.initializers.identity({ gain: 2 }) })', 'dense({ units: 1 })'],
      0,
    );
    close(written.mean, 2 / 16);
    close(written.formula?.value, (4 / 16) * (1 - 1 / 16));
    close(written.realDeviation, Math.sqrt((4 / 16) * (1 - 1 / 16)));
    // An identity multiplies every second moment by its gain squared.
    close(written.gain, 4);
  });

  it('tells what arrives and what leaves, forward and backward', async () => {
    const layers = [
      ...times(3, "dense({ units: 64, activation: 'relu', kernelInitializer: 'leCunUniform' })"),
      'dense({ units: 1 })',
    ];
    // Variance 1 / fan-in keeps half in front of relu, either way.
    const { passing } = await explain([64], layers, 1);
    close(passing?.signal.arrives, 0.5);
    close(passing?.signal.leaves, 0.25);
    const { gradient } = passing ?? {};
    assert.ok(gradient && gradient.leaves !== null);
    close(gradient.leaves / gradient.arrives, 0.5);
    const last = await explain([64], layers, 3);
    close(last.passing?.gradient.arrives, 1);
  });

  it('leaves out of the gradient what comes from other layers', async () => {
    const analysis = await analyse(`import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [64] });
const h = tf.layers.dense({ units: 64, activation: 'relu', name: 'branch' }).apply(input);
const sum = tf.layers.add().apply([input, h]);
export const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(sum) });
`);
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    assert.equal(analysis.explanation(graph, 'branch', 'kernel')?.passing?.gradient.leaves, null);
  });

  it('says nothing about passing where layers are not connected', async () => {
    const analysis = await analyse(
      "import * as tf from '@tensorflow/tfjs';\nexport const hidden = tf.layers.dense({ units: 8, activation: 'relu' });\n",
    );
    const [graph] = analysis.reading.graphs;
    const [layer] = graph?.layers ?? [];
    assert.ok(graph && layer);
    assert.equal(analysis.explanation(graph, layer.id, 'kernel')?.passing, null);
  });

  it('is there for every kernel of every framework, with numbers in place', async () => {
    for (const [name, language] of [
      ['test/models/lenet-class.ts', 'typescript'],
      ['test/models/functional-keras2.json', 'json'],
      ['test/models/functional-keras3.json', 'json'],
      ['test/models/wrappers-keras3.json', 'json'],
    ] as const) {
      const analysis = await analyse(readFileSync(join(ROOT, name), 'utf8'), language);
      let count = 0;
      for (const graph of analysis.reading.graphs) {
        for (const layer of graph.layers) {
          for (const { role } of explained(layer)) {
            const explanation = analysis.explanation(graph, layer.id, role);
            assert.ok(explanation);
            count++;
            const { formula, nominalDeviation } = explanation.written;
            if (formula !== null && nominalDeviation !== null) close(nominalDeviation ** 2, formula.value);
          }
        }
      }
      assert.ok(count > 0, name);
    }
  });

  it('names the sizes that are assumed', async () => {
    const analysis = await analyse(`import * as tf from '@tensorflow/tfjs';
export function build(units) {
  return tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [8], activation: 'relu' }), tf.layers.dense({ units: 1 })] });
}
`);
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const explanation = analysis.explanation(graph, 'dense_1', 'kernel');
    const [assumed, ...others] = explanation?.assumed ?? [];
    assert.deepEqual([assumed?.name, others], ['units', []]);
    assert.deepEqual(explanation?.shape, [8, assumed?.value]);
    assert.ok(explanation && explanationText(explanation).includes(`assumed: units = ${assumed?.value}.`));
  });

  it('is null for a weight that the layer does not have', async () => {
    const analysis = await analyse(sequentialModel([4], ['dense({ units: 1 })']));
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    assert.equal(analysis.explanation(graph, 'dense_1', 'recurrent'), null);
    assert.equal(analysis.explanation(graph, 'nothing', 'kernel'), null);
  });
});
