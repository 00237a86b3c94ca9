import assert from 'node:assert/strict';
import { rememberedPrediction } from '../../../src/advice/remembered-prediction.ts';
import type { ModelGraph } from '../../../src/model/graph.ts';
import { predict } from '../../../src/theory/predict.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heTruncated } from '../../builders/samplers.ts';

const relu = { name: 'relu' } as const;

function net(units: number): ModelGraph {
  return sequential([16], [dense(units, heTruncated, relu), dense(4, heTruncated, relu)]);
}

/** The same model further down in the file. */
function moved(graph: ModelGraph): ModelGraph {
  const span = { start: 70, end: 90 };
  const layers = graph.layers.map((layer) => ({
    ...layer,
    site: `call@${span.start}`,
    source: { call: span, name: span, options: {}, elsewhere: null },
  }));
  return { ...graph, layers, span };
}

describe('remembered predictions', () => {
  it('are what is predicted', () => {
    assert.deepEqual(rememberedPrediction(net(8)), predict(net(8), { input: 'normal', band: false }));
  });

  it('hold for a model that only moved', () => {
    assert.equal(rememberedPrediction(moved(net(8))), rememberedPrediction(net(8)));
  });

  it('do not hold for another model', () => {
    const [one, other] = [rememberedPrediction(net(8)), rememberedPrediction(net(9))];
    assert.notDeepEqual(one, other);
    assert.deepEqual(other, predict(net(9), { input: 'normal', band: false }));
    const graph = net(8);
    const trained: ModelGraph = {
      ...graph,
      layers: graph.layers.map((layer) => ({ ...layer, activation: { own: null, effective: null } })),
    };
    assert.deepEqual(rememberedPrediction(trained), predict(trained, { input: 'normal', band: false }));
  });

  it('are not kept without end', () => {
    const first = rememberedPrediction(net(8));
    for (let units = 20; units < 200; units++) rememberedPrediction(net(units));
    assert.notEqual(rememberedPrediction(net(8)), first, 'the oldest is forgotten');
    assert.deepEqual(rememberedPrediction(net(8)), first);
  });
});
