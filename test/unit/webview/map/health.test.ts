import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { predict } from '../../../../src/theory/predict.ts';
import { type Health, layerHealth } from '../../../../webview/map/health.ts';
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

/** Health of the four hidden layers with these medians; the last one's gradient is what the others' is measured by. */
function health(graph: ModelGraph, figures: readonly Figures[]): (Health | undefined)[] {
  const predicted = predict(graph, { input: 'normal' });
  const hidden = predicted.slice(1, -1);
  const changed = hidden.map((layer, i): LayerStatistics => {
    const [signal, gradient] = figures[i] ?? [1, 1];
    return {
      ...layer,
      forward: { ...layer.forward, median: signal },
      backward: { ...layer.backward, median: gradient },
    };
  });
  const found = layerHealth(graph, byLayer([...predicted.slice(0, 1), ...changed, ...predicted.slice(-1)]));
  return hidden.map(({ id }) => found.get(id));
}

describe('the health of layers', () => {
  it('is good where signal and gradient are within a factor of 10', () => {
    assert.deepEqual(
      health(GRAPH, [
        [9, 1],
        [0.11, 0.2],
        [1, 9],
        [1, 1],
      ]),
      Array(4).fill('healthy'),
    );
  });

  it('tells small from lost, large from exploded', () => {
    const found = health(GRAPH, [
      [0.09, 1],
      [0.0009, 1],
      [11, 1],
      [1001, 1],
    ]);
    assert.deepEqual(found, ['low', 'lost', 'high', 'exploded']);
  });

  it('takes the gradient where it is farther off than the signal', () => {
    assert.deepEqual(
      health(GRAPH, [
        [0.5, 2e-6],
        [1, 0.002],
        [1, 2],
        [1, 0.1],
      ]),
      ['lost', 'low', 'high', 'healthy'],
    );
  });

  it('takes nothing for lost, and what no number can hold for exploded', () => {
    const found = health(GRAPH, [
      [0, 1],
      [Number.POSITIVE_INFINITY, 1],
      [Number.NaN, 1],
      [1, 1],
    ]);
    assert.deepEqual(found, ['lost', 'exploded', 'exploded', 'healthy']);
  });

  it('judges neither outputs nor layers of which nothing is known', () => {
    const found = layerHealth(GRAPH, byLayer(predict(GRAPH, { input: 'normal' }).slice(0, 3)));
    assert.deepEqual(
      GRAPH.layers.map(({ id }) => found.get(id)),
      ['healthy', 'healthy', 'healthy', 'unjudged', 'unjudged', 'unjudged'],
    );
  });
});
