import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { predict } from '../../../src/theory/predict.ts';
import { byLayer } from '../../../webview/series.ts';
import { lastHidden, verdict } from '../../../webview/verdict.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { constant, glorotUniform, heUniform, type Sampler } from '../../builders/samplers.ts';

const RELU = { name: 'relu' } as const;
const SOFTMAX = { name: 'softmax' } as const;
const DEPTH = 10;
const WIDTH = 64;

/** relu layers named 1 to 10 and a softmax. */
function net(hidden: Sampler): ModelGraph {
  const layers = Array.from({ length: DEPTH }, () => dense(WIDTH, hidden, RELU));
  return sequential([WIDTH], [...layers, dense(10, glorotUniform, SOFTMAX)]);
}

function figures(graph: ModelGraph) {
  return byLayer(predict(graph, { input: 'normal' }));
}

/** What is said of these hidden initialisers when He's are recommended. */
function said(hidden: Sampler): string {
  const graph = net(hidden);
  return verdict(graph, figures(graph), figures(net(heUniform)));
}

const scaled =
  (factor: number): Sampler =>
  (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt((2 * factor) / fans.in) });

describe('the verdict', () => {
  it('names the hidden layer where least is left, with the figure that the recommended initialisers give there', () => {
    // A quarter of He's variance ten times over: 4^-10 = 9.5e-7; the median of a draw lies a little below the mean.
    assert.match(
      said(scaled(0.25)),
      /^At layer 10, [5-9](\.\d)?e-7 of the input's signal is left; with the recommended initialisers, 0\.\d+\.$/,
    );
  });

  it('says by how much a signal explodes', () => {
    // 4^10 = 1.0e6.
    assert.match(said(scaled(4)), /^At layer 10, the signal is (1e6|[5-9](\.\d)?e5) times the input's; with/);
  });

  it('says that nothing is left where kernels are zero', () => {
    assert.match(said(constant(0)), /^At layer 1, nothing is left of the input's signal; with/);
  });

  it('gives the range where all is well, and does not blame the softmax for squashing', () => {
    const text = said(heUniform);
    assert.match(text, /^The signal stays healthy: 0\.\d+ to 1 of the input's through all hidden layers, and/);
  });

  it('looks at the gradient where the signal is well', () => {
    // Batch-normalised or saturating nets keep the signal and lose the gradient: the figures are made up.
    const graph = net(heUniform);
    const good = figures(graph);
    const bad = byLayer(
      [...good.values()].map((each, i) => ({
        ...each,
        backward: { ...each.backward, median: i < 3 ? 1e-9 : each.backward.median },
      })),
    );
    assert.match(verdict(graph, bad, good), /^The gradient at layer [12] is \d(\.\d)?e-7 of the one at 10; with/);
  });

  it('has nothing to say about a model without hidden layers', () => {
    const graph = sequential([4], [dense(2, constant(0), SOFTMAX)]);
    assert.match(verdict(graph, figures(graph), figures(graph)), /no hidden layer/);
    assert.equal(lastHidden(graph), null);
  });
});
