import assert from 'node:assert/strict';
import { AS_WRITTEN } from '../../../src/model/what-if.ts';
import type { TriedMessage } from '../../../src/protocol.ts';
import { predict } from '../../../src/theory/predict.ts';
import { byLayer } from '../../../webview/series.ts';
import { DEFAULT_SETTINGS } from '../../../webview/settings.ts';
import { predictedModel, shownModel } from '../../../webview/shown-model.ts';
import { relativeToInput } from '../../../webview/what-if/relative-to-input.ts';
import { Trials } from '../../../webview/what-if/trial.ts';
import { documentMessage } from '../../builders/document-message.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heUniform } from '../../builders/samplers.ts';
import { THEORY } from '../../builders/theory.ts';

function graphOf(width: number) {
  return sequential([4], [dense(width, heUniform, { name: 'relu' }), dense(2, heUniform)]);
}

const SCHEMES = [
  { id: 'current', replacements: [] },
  { id: 'recommended', replacements: [] },
];

const DOCUMENT = documentMessage({
  graph: graphOf(4),
  schemes: SCHEMES,
  lines: { '1': 4 },
  recommendations: [],
  changes: [],
  findings: [],
  predicted: {},
});

const WIDER = { ...AS_WRITTEN, width: 2 };

function told(): TriedMessage {
  const writable = { any: true, left: [], rest: AS_WRITTEN };
  const differences = ['width ×2'];
  const changed = {
    graph: graphOf(8),
    schemes: SCHEMES,
    lines: { '1': 4 },
    changes: [],
    differences,
    left: [],
    writable,
  };
  const from = { type: 'tried', version: 1, documentVersion: 1, model: 0 } as const;
  return { ...from, whatIf: WIDER, activations: ['relu', 'tanh'], changed };
}

describe('what is tried in the panel', () => {
  it('is asked once for each document and change', () => {
    const trials = new Trials();
    assert.ok(trials.mustAsk(DOCUMENT, 0, WIDER));
    assert.ok(!trials.mustAsk(DOCUMENT, 0, WIDER));
    assert.ok(trials.mustAsk(DOCUMENT, 0, AS_WRITTEN));
    assert.ok(trials.mustAsk({ ...DOCUMENT }, 0, AS_WRITTEN));
    trials.forget();
    assert.ok(trials.mustAsk(DOCUMENT, 0, AS_WRITTEN));
  });

  it('is shown with what theory says of the file beside it', async () => {
    const trials = new Trials();
    trials.take(told());
    const settings = { ...DEFAULT_SETTINGS, whatIf: WIDER };
    const asked = shownModel(DOCUMENT, settings, trials);
    assert.ok(asked);
    const shown = await predictedModel(asked, THEORY);
    assert.equal(shown.layers[1]?.description, 'dense 8, relu');
    assert.equal(shown.schemes[0]?.graph.layers[1]?.outputShape?.[0], 8);
    const written = byLayer(predict(graphOf(4), { input: 'normal', batch: DEFAULT_SETTINGS.batch }));
    assert.deepEqual(shown.reference, written);
  });

  it('leaves the file’s own model in sight where nothing is tried, or another model is shown', () => {
    const trials = new Trials();
    trials.take(told());
    const shown = shownModel(DOCUMENT, DEFAULT_SETTINGS, trials);
    assert.equal(shown?.layers[1]?.description, 'dense 4, relu');
    assert.equal(shown?.reference, null);
    assert.deepEqual(shown?.trial.activations, ['relu', 'tanh']);
    assert.equal(trials.of(1, WIDER).changed, null);
  });

  it('is judged by what a layer makes of its input, whatever the input’s scale', () => {
    const graph = graphOf(4);
    const scaled = byLayer(predict(graph, { input: 'normal', scale: 3 }));
    const plain = byLayer(predict(graph, { input: 'normal' }));
    const relative = relativeToInput(scaled, 3);
    for (const [id, { forward }] of plain) {
      // relu is linear in its input's scale.
      assert.ok(Math.abs((scaled.get(id)?.forward.secondMoment ?? 0) / forward.secondMoment - 9) < 1e-9);
      assert.ok(Math.abs((relative.get(id)?.forward.median ?? 0) / forward.median - 1) < 1e-9);
    }
    assert.equal(relativeToInput(plain, 1), plain);
  });
});
