import assert from 'node:assert/strict';
import type { DocumentMessage, PanelModel } from '../../../src/protocol.ts';
import { DEFAULT_SETTINGS } from '../../../webview/settings.ts';
import { comparisons, modelLabels, shownModel } from '../../../webview/shown-model.ts';
import { sequential } from '../../builders/graph.ts';
import { dense, flatten } from '../../builders/layers.ts';
import { constant, heUniform, type Sampler } from '../../builders/samplers.ts';

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
  };
}

function document(...models: readonly PanelModel[]): DocumentMessage {
  return {
    type: 'document',
    version: 1,
    documentName: 'model.ts',
    documentUri: 'file:///model.ts',
    documentVersion: 1,
    models,
    notes: [],
  };
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

  it('comes under the chosen schemes, each with what theory says of it', () => {
    const shown = shownModel(document(model('net')), { ...DEFAULT_SETTINGS, comparison: 'zeros' });
    assert.deepEqual(
      shown?.schemes.map(({ role, label }) => [role, label]),
      [
        ['current', 'Current'],
        ['recommended', 'Recommended'],
        ['comparison', 'zeros everywhere'],
      ],
    );
    const [current, , zeros] = shown?.schemes ?? [];
    assert.ok((current?.predicted.get('2')?.forward.secondMoment ?? 0) > 0);
    assert.equal(zeros?.predicted.get('2')?.forward.secondMoment, 0);
  });

  it('can be compared with every scheme but the two that are always shown', () => {
    assert.deepEqual(comparisons(model('net')), ['zeros']);
    const shown = shownModel(document(model('net')), { ...DEFAULT_SETTINGS, comparison: 'unheardOf' });
    assert.equal(shown?.schemes.length, 2);
  });
});
