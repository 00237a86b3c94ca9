import assert from 'node:assert/strict';
import { tooLarge, tooLong } from '../../../../webview/convergence/budget.ts';
import { trainingCost } from '../../../../webview/convergence/cost.ts';
import { DEFAULT_TRAINING, LEARNING_RATES, parseTraining } from '../../../../webview/convergence/options.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { heUniform } from '../../../builders/samplers.ts';

describe('how to train', () => {
  it('comes back as it was kept', () => {
    const options = {
      ...DEFAULT_TRAINING,
      steps: 500,
      optimizer: 'adam' as const,
      learningRate: 0.5,
      task: 'random' as const,
      repeats: 3,
      seed: 0,
    };
    assert.deepEqual(parseTraining(JSON.parse(JSON.stringify(options))), options);
  });

  it('is as at first where what was kept cannot be used, with a rate that suits the optimiser', () => {
    assert.deepEqual(parseTraining(undefined), DEFAULT_TRAINING);
    const strange = {
      steps: 7,
      batch: '32',
      optimizer: 'rmsprop',
      learningRate: -1,
      task: 'sums',
      seed: 0.5,
      repeats: 99,
    };
    assert.deepEqual(parseTraining(strange), DEFAULT_TRAINING);
    assert.equal(parseTraining({ optimizer: 'adam', learningRate: Number.NaN }).learningRate, LEARNING_RATES.adam);
  });
});

describe('what a training costs', () => {
  const graph = sequential([100], [dense(50, heUniform), dense(10, heUniform)]);

  it('is three products of each kernel with the batch', () => {
    assert.equal(trainingCost(graph, 8).products, 3 * 8 * (100 * 50 + 50 * 10));
  });

  it('lets small models be tried, and refuses large ones with the time that they would take', () => {
    const extent = { schemes: 2, options: DEFAULT_TRAINING };
    assert.equal(tooLarge(graph, extent), null);
    const wide = sequential([30_000], [dense(30_000, heUniform)]);
    assert.match(tooLarge(wide, extent) ?? '', /one step would take about 86 s, all 300 steps about 14 h/);
    const heavy = sequential([9000], [dense(9000, heUniform)]);
    assert.match(tooLarge(heavy, extent) ?? '', /about 2\.6 GB of memory/);
  });

  it('says how many steps would fit where a measured training takes too long', () => {
    const extent = { schemes: 2, options: { ...DEFAULT_TRAINING, steps: 1000 } };
    assert.equal(tooLong(0.1, extent), null);
    assert.match(tooLong(1, extent) ?? '', /about 33 min .*300 steps would fit into 15 min/);
    assert.match(tooLong(100, extent) ?? '', /Choose a smaller batch/);
  });
});
