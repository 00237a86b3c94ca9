import assert from 'node:assert/strict';
import { type DocumentMessage, type PanelModel, PREDICTED_INPUT } from '../../../src/protocol.ts';
import { predict } from '../../../src/theory/predict.ts';
import { DEFAULT_SETTINGS } from '../../../webview/settings.ts';
import { comparisons, modelLabels, predictedModel, type ShownModel, shownModel } from '../../../webview/shown-model.ts';
import type { TheoryWorker } from '../../../webview/theory-worker.ts';
import { documentMessage as document } from '../../builders/document-message.ts';
import { sequential } from '../../builders/graph.ts';
import { dense, flatten } from '../../builders/layers.ts';
import { constant, heUniform, type Sampler } from '../../builders/samplers.ts';
import { THEORY } from '../../builders/theory.ts';

const NO_THEORY: TheoryWorker = {
  predict: () => Promise.reject(new Error('Theory is not to be asked.')),
};

function graphOf(sampler: Sampler) {
  return sequential([2, 2], [flatten(), dense(4, sampler, { name: 'relu' }), dense(2, sampler)]);
}

function model(name: string): PanelModel {
  const graph = { ...graphOf(heUniform), name };
  const zeros = graphOf(constant(0)).layers.flatMap(({ id, weights }) =>
    weights.map(({ role, initializer }) => ({ layer: id, role, initializer })),
  );
  return {
    graph,
    schemes: [
      { id: 'current', replacements: [] },
      { id: 'recommended', replacements: [] },
      { id: 'zeros', replacements: zeros },
    ],
    lines: { input: 3, '1': 4, '2': 5 },
    recommendations: [],
    changes: [],
    findings: [],
    predicted: {},
  };
}

function expectShown(shown: ShownModel | null): ShownModel {
  assert.ok(shown);
  return shown;
}

describe('the model that is shown', () => {
  it('is the chosen one, by a name of its own, and the first as long as there is no such model', () => {
    const file = document(model('net'), model('critic'), model('net'));
    assert.deepEqual(modelLabels(file.models), ['net', 'critic', 'net (2)']);
    assert.equal(shownModel(file, { ...DEFAULT_SETTINGS, model: 'net (2)' })?.index, 2);
    assert.equal(shownModel(file, { ...DEFAULT_SETTINGS, model: 'gone' })?.index, 0);
    assert.equal(shownModel(document(), DEFAULT_SETTINGS), null);
  });

  it('leaves out layers that only change the shape, and knows lines where there are any', () => {
    const shown = shownModel(document(model('net')), DEFAULT_SETTINGS);
    assert.deepEqual(
      shown?.layers.map(({ id, line, description }) => [id, line, description]),
      [
        ['input', 3, 'input [2, 2]'],
        ['2', 5, 'dense 4, relu'],
        ['3', null, 'dense 2'],
      ],
    );
  });

  it('comes under the chosen schemes, each with what theory says of it', async () => {
    const settings = { ...DEFAULT_SETTINGS, comparisons: ['zeros'] };
    const shown = await predictedModel(expectShown(shownModel(document(model('net')), settings)), THEORY);
    assert.deepEqual(
      shown.schemes.map(({ role, label }) => [role, label]),
      [
        ['current', 'Current'],
        ['recommended', 'Recommended'],
        ['comparison', 'Zeros'],
      ],
    );
    const [current, , zeros] = shown.schemes;
    assert.ok((current?.predicted.get('2')?.forward.secondMoment ?? 0) > 0);
    assert.equal(zeros?.predicted.get('2')?.forward.secondMoment, 0);
    assert.equal(zeros?.graph.layers[2]?.weights[0]?.initializer.sampled.family, 'constant');
  });

  it('is the same list of layers and the same graphs as long as the model is the same', () => {
    const file = document(model('net'));
    const [one, other] = [['zeros'], []].map((chosen) =>
      shownModel(file, { ...DEFAULT_SETTINGS, comparisons: chosen }),
    );
    assert.equal(one?.layers, other?.layers);
    assert.equal(one?.schemes[0]?.graph, other?.schemes[0]?.graph);
  });

  /** How many graphs theory is asked about each time, with settings that change one after the other. */
  async function questions(file: DocumentMessage): Promise<number[]> {
    const asked: number[] = [];
    const counting: TheoryWorker = {
      predict: (graphs, options) => {
        asked.push(graphs.length);
        return THEORY.predict(graphs, options);
      },
    };
    for (const changed of [{}, { comparisons: ['zeros'] }, {}, { input: 'uniform' as const }]) {
      const settings = { ...DEFAULT_SETTINGS, ...changed };
      const shown = await predictedModel(expectShown(shownModel(file, settings)), counting);
      assert.ok(shown.schemes.every(({ predicted }) => predicted.size > 0));
    }
    return asked;
  }

  it('asks theory about each graph once, and again for another input', async () => {
    assert.deepEqual(await questions(document(model('net'))), [2, 1, 2]);
  });

  it('asks nothing that the extension has told, which is of the input of the start', async () => {
    const untold = model('net');
    const told = predict(untold.graph, PREDICTED_INPUT);
    const file = document({ ...untold, predicted: { current: told, recommended: told } });
    assert.deepEqual(await questions(file), [1, 2]);
    const shown = await predictedModel(expectShown(shownModel(file, DEFAULT_SETTINGS)), NO_THEORY);
    assert.deepEqual([...(shown.schemes[0]?.predicted.values() ?? [])], told);
  });

  it('can be compared with every scheme but the two that are always shown', () => {
    assert.deepEqual(comparisons(model('net')), ['zeros']);
    const shown = shownModel(document(model('net')), { ...DEFAULT_SETTINGS, comparisons: ['unheardOf'] });
    assert.equal(shown?.schemes.length, 2);
  });
});
