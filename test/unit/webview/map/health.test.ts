import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { predict } from '../../../../src/theory/predict.ts';
import { type Health, healthWords, type LayerHealth, layerHealth } from '../../../../webview/map/health.ts';
import { byLayer } from '../../../../webview/series.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { glorotUniform, heUniform } from '../../../builders/samplers.ts';

const RELU = { name: 'relu' } as const;

/** An input, four relu layers and an output. */
const GRAPH = sequential(
  [64],
  [...Array.from({ length: 4 }, () => dense(64, heUniform, RELU)), dense(4, glorotUniform)],
);

type Figures = readonly [signal: number, gradient: number];

/** Statistics of the graph, whose hidden layers have these medians. */
function statistics(graph: ModelGraph, figures: readonly Figures[]) {
  const predicted = predict(graph, { input: 'normal' });
  const changed = predicted.slice(1, -1).map((layer, i): LayerStatistics => {
    const [signal, gradient] = figures[i] ?? [1, 1];
    return {
      ...layer,
      forward: { ...layer.forward, median: signal },
      backward: { ...layer.backward, median: gradient },
    };
  });
  return byLayer([...predicted.slice(0, 1), ...changed, ...predicted.slice(-1)]);
}

/** How the four hidden layers fare with these medians; the last one's gradient is what the others' is measured by. */
function fare(figures: readonly Figures[], recommended: readonly Figures[] | null): LayerHealth[] {
  const mended = recommended === null ? new Map() : statistics(GRAPH, recommended);
  const found = layerHealth(GRAPH, statistics(GRAPH, figures), mended);
  return GRAPH.layers.slice(1, -1).flatMap(({ id }) => found.get(id) ?? []);
}

function health(figures: readonly Figures[]): Health[] {
  return fare(figures, null).map(({ how }) => how);
}

describe('the health of layers', () => {
  it('is good where signal and gradient are within a factor of 10', () => {
    assert.deepEqual(
      health([
        [9, 1],
        [0.11, 0.2],
        [1, 9],
        [1, 1],
      ]),
      Array(4).fill('healthy'),
    );
  });

  it('tells small from lost, large from exploded', () => {
    const found = health([
      [0.09, 1],
      [0.0009, 1],
      [11, 1],
      [1001, 1],
    ]);
    assert.deepEqual(found, ['low', 'lost', 'high', 'exploded']);
  });

  it('takes the gradient where it is farther off than the signal', () => {
    assert.deepEqual(
      health([
        [0.5, 2e-6],
        [1, 0.002],
        [1, 2],
        [1, 0.1],
      ]),
      ['lost', 'low', 'high', 'healthy'],
    );
  });

  it('takes nothing for lost, and what no number can hold for exploded', () => {
    const found = health([
      [0, 1],
      [Number.POSITIVE_INFINITY, 1],
      [Number.NaN, 1],
      [1, 1],
    ]);
    assert.deepEqual(found, ['lost', 'exploded', 'exploded', 'healthy']);
  });

  it('tells what the recommended initialisers leave as it is from what they mend', () => {
    const pooled: Figures = [0.005, 1];
    const found = fare([pooled, pooled, [1, 1], [0, 1]], [[0.02, 1], [1, 1], pooled, [0, 1]]);
    assert.deepEqual(
      found.map(({ how, isInherent }) => [how, isInherent]),
      [
        ['low', true],
        ['low', false],
        ['healthy', false],
        ['lost', true],
      ],
    );
    assert.deepEqual(found.slice(0, 2).map(healthWords), [
      'below a 10th, with the recommended initialisers too',
      'below a 10th',
    ]);
  });

  it('shows first what they mend, though something else is farther off', () => {
    const [first] = fare([[0.05, 1e-6]], [[1, 1e-6]]);
    assert.deepEqual(first, { how: 'low', isInherent: false });
  });

  it('judges neither outputs nor layers of which nothing is known', () => {
    const found = layerHealth(GRAPH, byLayer(predict(GRAPH, { input: 'normal' }).slice(0, 3)), new Map());
    assert.deepEqual(
      GRAPH.layers.map(({ id }) => found.get(id)?.how),
      ['healthy', 'healthy', 'healthy', 'unjudged', 'unjudged', 'unjudged'],
    );
  });
});
