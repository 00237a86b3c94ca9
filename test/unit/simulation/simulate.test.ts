import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { type SimulationOptions, type SimulationProgress, simulate } from '../../../src/simulation/simulate.ts';
import { graphOf, node, sequential } from '../../builders/graph.ts';
import { add, batchNormalization, dense, flatten, input } from '../../builders/layers.ts';
import { constant, heNormal, leCunNormal } from '../../builders/samplers.ts';
import { plain } from '../../builders/sketch.ts';
import { convolution } from '../../builders/windows.ts';

const RELU = { name: 'relu' } as const;
const OPTIONS: SimulationOptions = { seeds: 3, seed: 1, batch: 8, input: 'normal' };

function run(graph: ModelGraph, options: Partial<SimulationOptions> = {}) {
  const progress: SimulationProgress[] = [];
  let pauses = 0;
  const simulation = simulate(graph, { ...OPTIONS, ...options });
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return { statistics: step.value, progress, pauses };
    pauses++;
    if (step.value !== undefined) progress.push(step.value);
  }
}

function layer(statistics: readonly LayerStatistics[], id: string): LayerStatistics {
  const found = statistics.find((one) => one.id === id);
  assert.ok(found !== undefined, `there is a layer ${id}`);
  return found;
}

const NET = sequential([20], [dense(30, heNormal, RELU), dense(30, heNormal, RELU), dense(4, leCunNormal)]);

describe('simulate', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    assert.deepEqual(run(NET).statistics, run(NET).statistics);
    assert.notDeepEqual(run(NET, { seed: 2 }).statistics, run(NET).statistics);
  });

  it('reports progress up to 1, and statistics after every seed', () => {
    const { progress, statistics } = run(NET);
    const fractions = progress.map(({ fraction }) => fraction);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
    const completed = progress.flatMap((step) => (step.statistics === null ? [] : [step.statistics]));
    assert.equal(completed.length, 3);
    assert.deepEqual(completed.at(-1), statistics);
    // At least once a layer and seed, each way.
    assert.ok(progress.length >= 3 * 4 * 2);
  });

  it('leaves the draws of all other layers as they are when one changes', () => {
    const changed = sequential([20], [dense(30, heNormal, RELU), dense(30, leCunNormal, RELU), dense(4, leCunNormal)]);
    const before = run(NET).statistics;
    const after = run(changed).statistics;
    assert.deepEqual(layer(after, '1').forward, layer(before, '1').forward);
    // Half the variance of the same normal numbers halves E[a^2] of a relu layer; float32 rounds to 1e-7.
    const ratio = layer(after, '2').forward.secondMoment / layer(before, '2').forward.secondMoment;
    assert.ok(Math.abs(ratio - 0.5) < 1e-6, `${ratio}`);
    const next = layer(after, '3').forward.secondMoment / layer(before, '3').forward.secondMoment;
    assert.ok(Math.abs(next - 0.5) < 1e-6, `${next}`);
  });

  it('gives layers of one written seed the same weights, in every draw', () => {
    const graph = graphOf([
      node('in', input([16])),
      node('a', dense(16, heNormal, undefined, { seed: 42 }), 'in'),
      node('b', dense(16, heNormal, undefined, { seed: 42 }), 'in'),
      node('other', dense(16, heNormal, undefined, { seed: 43 }), 'in'),
    ]);
    const { statistics } = run(graph, { input: 'constant' });
    assert.deepEqual(layer(statistics, 'a').forward, layer(statistics, 'b').forward);
    assert.notEqual(layer(statistics, 'a').forward.secondMoment, layer(statistics, 'other').forward.secondMoment);
    // The input is constant and so are the weights: nothing differs between draws.
    assert.equal(layer(statistics, 'a').forward.standardError, 0);
  });

  it('measures mean, variance, dead units and saturation of what it computes', () => {
    const half = sequential([4], [dense(6, constant(0.5), { name: 'tanh' }), dense(2, constant(0), RELU)]);
    const { statistics } = run(half, { input: 'constant' });
    const tanh = layer(statistics, '1').forward;
    // All ones in, weights 1/2: the argument is 2 in every unit; float32 storage.
    assert.ok(Math.abs(tanh.mean - Math.tanh(2)) < 1e-7);
    assert.ok(tanh.variance < 1e-12);
    assert.equal(tanh.deadFraction, 0);
    assert.equal(tanh.saturatedFraction, 0, '1 - tanh(2)^2 is 0.07');
    assert.ok(Math.abs((tanh.cosine ?? 0) - 1) < 1e-9);
    assert.equal(
      tanh.histogram?.counts.reduce((a, b) => a + b, 0),
      3 * 8 * 6,
    );
    const zeros = layer(statistics, '2').forward;
    assert.equal(zeros.secondMoment, 0);
    assert.equal(zeros.deadFraction, 1);
    assert.equal(zeros.cosine, null, 'zero vectors have no direction');
    const saturated = run(sequential([4], [dense(6, constant(2), { name: 'tanh' })]), { input: 'constant' });
    assert.equal(layer(saturated.statistics, '1').forward.saturatedFraction, 1);
  });

  it('takes the loss gradient as i.i.d. N(0, 1) at every output', () => {
    const { statistics } = run(sequential([4], [dense(500, heNormal)]), { seeds: 4, batch: 20 });
    const { secondMoment } = layer(statistics, '1').backward;
    // 40,000 squared normals: deviation sqrt(2 / 40,000).
    assert.ok(Math.abs(secondMoment - 1) < 4 * Math.sqrt(2 / 40_000), `${secondMoment}`);
  });

  it('overflows without breaking: infinite moments, counted elements', () => {
    const explosion = (): ReturnType<typeof dense> =>
      dense(8, () => ({ family: 'normal', mean: 0, stddev: 1e15 }), RELU);
    const graph = sequential([8], [explosion(), explosion(), explosion(), batchNormalization(), explosion()]);
    const { statistics } = run(graph);
    const third = layer(statistics, '3');
    assert.equal(third.forward.secondMoment, Number.POSITIVE_INFINITY);
    assert.equal(third.forward.high, Number.POSITIVE_INFINITY);
    assert.equal(third.forward.standardError, Number.POSITIVE_INFINITY);
    assert.ok(third.nonFinite > 0);
    assert.ok(Number.isFinite(layer(statistics, '1').forward.secondMoment));
  });

  it('goes on past what it cannot run, and says so', () => {
    const opaque = plain({ kind: 'opaque', className: 'Mystery', reason: 'Mystery is not covered.' }, () => [3]);
    const graph = sequential([5], [dense(4, heNormal), opaque, dense(2, heNormal)]);
    const { statistics } = run(graph);
    assert.equal(layer(statistics, '2').method, 'passThrough');
    assert.match(layer(statistics, '2').approximation ?? '', /Mystery is not covered/);
    assert.ok(layer(statistics, '3').forward.secondMoment > 0);
  });

  it('draws the weights of a layer that is used twice once', () => {
    const apart = graphOf([
      node('input', input([6])),
      node('first', dense(4, heNormal), 'input'),
      node('second', dense(4, heNormal), 'input'),
    ]);
    const layers = apart.layers.map((one) => (one.id === 'second' ? { ...one, sharesWeightsOf: 'first' } : one));
    const signals = (graph: ModelGraph) => run(graph).statistics.map(({ forward }) => forward.secondMoment);
    const [, first, second] = signals({ ...apart, layers });
    assert.equal(first, second);
    const [, other, another] = signals(apart);
    assert.notEqual(other, another);
  });

  it('runs layers that nothing feeds and layers of unknown shape', () => {
    const graph = graphOf([node('alone', dense(3, heNormal)), node('sum', add(), 'alone')]);
    const shapeless: ModelGraph = {
      ...graph,
      layers: graph.layers.map((one) => ({ ...one, outputShape: null })),
      outputs: [],
    };
    for (const { forward, backward } of run(shapeless).statistics) {
      assert.ok(Number.isFinite(forward.secondMoment) && Number.isFinite(backward.secondMoment));
    }
  });

  it('takes fewer examples where memory would not do, and says how many', () => {
    const wide = sequential([1], [dense(100_000, heNormal)]);
    const batchOf = (batch: number) => {
      const simulation = simulate(wide, { ...OPTIONS, batch });
      try {
        for (const progress of simulation) if (progress !== undefined) return progress.batch;
        return null;
      } finally {
        simulation.return([]);
      }
    };
    assert.equal(batchOf(8), 8);
    const taken = batchOf(2000);
    assert.ok(taken !== null && taken > 8 && taken < 2000, `${taken} examples`);
  });

  it('pauses within a large layer', () => {
    const graph = sequential([64, 64, 16], [convolution(16, heNormal), flatten()]);
    const { progress, pauses } = run(graph, { seeds: 1, batch: 4 });
    // Once for each of 3 layers, both ways and at the end.
    assert.equal(progress.length, 2 * 3 + 1);
    assert.ok(pauses > 5 * progress.length, `${pauses} pauses`);
  });
});
