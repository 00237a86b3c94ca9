import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { predict } from '../../../src/theory/predict.ts';
import { Predictions } from '../../../webview/predictions.ts';
import type { Predictor } from '../../../webview/simulation-worker.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heNormal, heUniform } from '../../builders/samplers.ts';

const SETTING = { input: 'normal', batch: 8 } as const;
const GRAPH = sequential([3], [dense(2, heUniform)]);

/** Answers in the next turn, or fails. */
class CountingPredictor implements Predictor {
  asked = 0;
  fails = false;

  async predict(graph: ModelGraph, options: typeof SETTING): Promise<readonly LayerStatistics[]> {
    this.asked++;
    await Promise.resolve();
    if (this.fails) throw new Error('gone');
    return predict(graph, options);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('what theory says of the comparisons', () => {
  it('is asked for once, and there from then on', async () => {
    const predictor = new CountingPredictor();
    let changes = 0;
    const predictions = new Predictions(predictor, () => changes++);
    assert.equal(predictions.of(GRAPH, SETTING), null);
    assert.equal(predictions.of(GRAPH, SETTING), null);
    await nextTurn();
    assert.equal(changes, 1);
    const known = predictions.of(structuredClone(GRAPH), SETTING);
    assert.equal(known?.get('1')?.forward.median, predict(GRAPH, SETTING)[1]?.forward.median);
    assert.equal(predictor.asked, 1, 'the same graph once more is no new question');
    predictions.of(sequential([3], [dense(2, heNormal)]), SETTING);
    predictions.of(GRAPH, { ...SETTING, batch: 16 });
    assert.equal(predictor.asked, 3);
  });

  it('is not asked for again where that failed', async () => {
    const predictor = new CountingPredictor();
    predictor.fails = true;
    const predictions = new Predictions(predictor, () => assert.fail('nothing has changed'));
    predictions.of(GRAPH, SETTING);
    await nextTurn();
    assert.equal(predictions.of(GRAPH, SETTING), null);
    assert.equal(predictor.asked, 1);
  });
});
