import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/model/activation.ts';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type { InputDistribution } from '../../../../src/model/statistics.ts';
import { measureBackward, measureForward } from '../../../../src/simulation/measure/measure.ts';
import { createNetwork } from '../../../../src/simulation/network.ts';
import type { KernelChoice } from '../../../../src/simulation/operators/dense.ts';
import { runNetwork } from '../../../../src/simulation/run.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { graphOf, node, sequential } from '../../../builders/graph.ts';
import { add, dense, input } from '../../../builders/layers.ts';
import { merge } from '../../../builders/rearranging.ts';
import { embedding } from '../../../builders/recurrent.ts';
import { constant, heNormal, heUniform, leCunNormal, type Sampler } from '../../../builders/samplers.ts';
import { criticalGap, largestGap } from './kolmogorov-smirnov.ts';

const SEEDS = 500;

/** Of the whole suite: shared out evenly among all comparisons (Bonferroni). */
const SIGNIFICANCE = 0.01;

const RELU = { name: 'relu' } as const;
const TANH = { name: 'tanh' } as const;

const orthogonal =
  (gain: number): Sampler =>
  () => ({ family: 'orthogonal', gain });

/** Every layer's statistics over all draws, by layer and statistic. */
type Samples = ReadonlyMap<string, readonly number[]>;

function sample(
  graph: ModelGraph,
  batch: number,
  kernels: KernelChoice,
  seed: number,
  entering: InputDistribution = 'normal',
): Samples {
  const samples = new Map<string, number[]>();
  const record = (key: string, value: number) => {
    const values = samples.get(key) ?? [];
    values.push(value);
    samples.set(key, values);
  };
  const network = finished(createNetwork(graph, batch, { kernels }));
  try {
    for (let index = 0; index < SEEDS; index++) {
      for (const completed of runNetwork(network, { seed, index, input: entering })) {
        const id = completed?.node.layer.id ?? 'input';
        if (completed === undefined || id === 'input') continue;
        if (completed.direction === 'forward') {
          const { mean, secondMoment, deadFraction, cosine } = finished(
            measureForward(completed.node, network.instruments),
          );
          record(`${id} forward`, secondMoment);
          record(`${id} mean`, mean);
          record(`${id} dead`, deadFraction);
          if (cosine !== null) record(`${id} cosine`, cosine);
        } else {
          record(`${id} backward`, finished(measureBackward(completed.node)).secondMoment);
          const weightGradient = completed.node.operator?.weightGradient() ?? null;
          if (weightGradient !== null) record(`${id} weight gradient`, finished(weightGradient));
        }
      }
    }
  } finally {
    network.release();
  }
  return samples;
}

function stack(widths: readonly [number, ...number[]], sampler: Sampler, activation?: Activation, bias?: Sampler) {
  const [first, ...rest] = widths;
  const options = bias === undefined ? {} : { bias };
  return sequential(
    [first],
    rest.map((units) => dense(units, sampler, activation, options)),
  );
}

/** h x h: the gradient depends on what went forward, not only on which units are on. */
function squared(sampler: Sampler): ModelGraph {
  return graphOf([
    node('input', input([10])),
    node('h', dense(12, sampler), 'input'),
    node('square', merge('multiply'), 'h', 'h'),
    node('g', dense(8, sampler), 'square'),
    node('sum', add(), 'g', 'g'),
  ]);
}

const half = constant(-0.5);
const shifted: Sampler = ({ in: fanIn }) => ({ family: 'normal', mean: 0.2, stddev: Math.sqrt(1 / fanIn) });

/** [what, graph, batch, input]. */
const CASES: readonly (readonly [string, ModelGraph, number, InputDistribution])[] = [
  ['relu, wider than the batch', stack([24, 24, 24, 24], heNormal, RELU), 4, 'normal'],
  ['tanh, as wide as the batch', stack([8, 8, 8], leCunNormal, TANH), 8, 'normal'],
  ['relu, a batch larger than the width', stack([5, 6, 4, 5], heNormal, RELU), 12, 'normal'],
  ['widths that grow', stack([4, 12, 40], leCunNormal, TANH), 6, 'uniform'],
  ['widths that fall', stack([40, 12, 4], heNormal, RELU), 6, 'uniform'],
  ['many dead units and zero examples', stack([6, 5, 5, 6], heNormal, RELU, half), 5, 'normal'],
  ['equal examples', stack([16, 16, 16], heNormal, RELU), 6, 'constant'],
  [
    'examples that repeat',
    sequential([1], [embedding(3, 12, leCunNormal), dense(14, heNormal, RELU), dense(9, heNormal)]),
    7,
    'normal',
  ],
  ['kernels of another mean than zero', stack([9, 11, 7], shifted, RELU), 5, 'normal'],
  ['squares of the signal', squared(leCunNormal), 4, 'normal'],
  ['orthogonal, square', stack([10, 10, 10, 10], orthogonal(1), TANH), 4, 'normal'],
  ['orthogonal, widening', stack([6, 10, 15], orthogonal(1.4), RELU), 4, 'normal'],
  ['orthogonal, narrowing', stack([15, 10, 6], orthogonal(1.4), RELU), 4, 'normal'],
  ['orthogonal, a batch larger than both sides', stack([5, 7, 4], orthogonal(1), TANH), 11, 'normal'],
  ['orthogonal, as many examples as units', stack([12, 6, 12], orthogonal(1), RELU), 6, 'normal'],
  ['orthogonal, equal examples', stack([8, 12, 8], orthogonal(1), RELU), 5, 'constant'],
  ['orthogonal, squares of the signal', squared(orthogonal(1)), 4, 'normal'],
];

interface Comparison {
  readonly what: string;
  readonly gap: number;
}

function compare(name: string, drawn: Samples, undrawn: Samples): Comparison[] {
  assert.deepEqual([...undrawn.keys()].sort(), [...drawn.keys()].sort());
  return [...drawn].map(([key, values]) => ({
    what: `${name}: ${key}`,
    gap: largestGap(resolved(values), resolved(undrawn.get(key) ?? [])),
  }));
}

/** Of equal examples the cosine is 1 but for rounding, whose law is nobody's concern. */
function resolved(values: readonly number[]): number[] {
  return values.map((value) => Math.round(value * 1e6) / 1e6);
}

describe('layers whose weights are not drawn', function () {
  this.timeout(60_000);
  const comparisons: Comparison[] = [];

  for (const [name, graph, batch, entering] of CASES) {
    it(`are sampled in full: ${name}`, () => {
      const drawn = sample(graph, batch, 'drawn', 1, entering);
      const undrawn = sample(graph, batch, 'undrawn', 2, entering);
      comparisons.push(...compare(name, drawn, undrawn));
      assert.ok((undrawn.get(`${graph.outputs[0]} forward`) ?? []).length === SEEDS);
    });
  }

  it('have the distributions of drawn ones, layer by layer (Kolmogorov-Smirnov)', () => {
    assert.ok(comparisons.length > 250, `${comparisons.length} comparisons`);
    const limit = criticalGap(SIGNIFICANCE / comparisons.length, SEEDS, SEEDS);
    const beyond = comparisons.filter(({ gap }) => gap > limit);
    assert.deepEqual(beyond, [], `limit ${limit}`);
  });

  it('have the distributions of uniform kernels where those are large', () => {
    const graph = stack([256, 256, 256], heUniform, RELU);
    const all = compare('uniform', sample(graph, 3, 'drawn', 3), sample(graph, 3, 'undrawn', 4));
    const limit = criticalGap(SIGNIFICANCE / all.length, SEEDS, SEEDS);
    assert.deepEqual(
      all.filter(({ gap }) => gap > limit),
      [],
    );
  });

  it('would be found out: a variance of 1.2 times the right one', () => {
    const wrong: Sampler = ({ in: fanIn }) => ({ family: 'normal', mean: 0, stddev: Math.sqrt((2 * 1.2) / fanIn) });
    const drawn = sample(stack([24, 24, 24, 24], heNormal, RELU), 4, 'drawn', 1);
    const undrawn = sample(stack([24, 24, 24, 24], wrong, RELU), 4, 'undrawn', 2);
    const limit = criticalGap(SIGNIFICANCE / comparisons.length, SEEDS, SEEDS);
    const found = compare('wrong', drawn, undrawn).filter(({ gap }) => gap > limit);
    for (const statistic of ['forward', 'backward', 'weight gradient']) {
      assert.ok(
        found.some(({ what }) => what.endsWith(statistic)),
        statistic,
      );
    }
  });
});
