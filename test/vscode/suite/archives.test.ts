import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import * as vscode from 'vscode';
import { createAnalyser } from '../../../src/analyser.ts';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { PanelSession } from '../../../src/editor/panel/panel-session.ts';
import { FakePanel } from '../fake-panel.ts';
import { closeEverything, eventually } from '../workbench.ts';

const SHOW = 'initLens.showSignalPropagation';

function archive(units: number): Uint8Array {
  const layer = { class_name: 'Dense', config: { name: 'd', units, batch_input_shape: [null, 3] } };
  const config = { class_name: 'Sequential', config: { name: 's', layers: [layer] } };
  return zipSync({
    'config.json': strToU8(JSON.stringify(config)),
    'metadata.json': strToU8('{"keras_version": "2.15.0"}'),
    'model.weights.h5': strToU8('numbers'),
  });
}

function standsFor(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'init-lens-archive' && uri.query === file.toString(),
  );
}

const panelTabs = () =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ label }) => label.startsWith('Signal Propagation')));

describe('archives from the explorer', () => {
  let folder: string;
  let file: vscode.Uri;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'init-lens-archive-'));
    file = vscode.Uri.file(join(folder, 'model.keras'));
    await writeFile(file.fsPath, archive(5));
  });
  afterEach(async () => {
    await vscode.window.tabGroups.close(panelTabs());
    await closeEverything();
    await rm(folder, { recursive: true });
  });

  it('open in the panel, and anew when they were saved again', async () => {
    await vscode.commands.executeCommand(SHOW, file);
    await eventually(
      () => panelTabs().length,
      (tabs) => tabs === 1,
      'the panel opens',
    );
    const document = standsFor(file);
    assert.ok(document, 'a document stands for the archive');
    assert.equal(document.languageId, 'json');
    assert.match(document.getText(), /"units": 5/);
    await writeFile(file.fsPath, archive(7));
    await vscode.commands.executeCommand(SHOW, file);
    await eventually(
      () => standsFor(file)?.getText() ?? '',
      (text) => text.includes('"units": 7'),
      'the document shows the new archive',
    );
  });

  it('are followed without a word of changing them', async () => {
    await vscode.commands.executeCommand(SHOW, file);
    const document = standsFor(file);
    assert.ok(document, 'a document stands for the archive');
    const log = vscode.window.createOutputChannel('Archives under test', { log: true });
    const environment = {
      loadWasm: () => Promise.reject(new Error('No script is read.')),
      now: () => performance.now(),
    };
    const analyses = new AnalysisService(createAnalyser({ ...environment, readFile: async () => null }), log);
    const panel = new FakePanel();
    const session = new PanelSession(panel, vscode.Uri.file('/package'), analyses, document, log);
    try {
      panel.send({ type: 'ready', version: 1, id: 1, assume: {} });
      const message = await eventually(
        () => panel.posted.find((posted) => posted?.type === 'document'),
        (posted) => posted !== undefined,
        'the model is sent',
      );
      assert.ok(message?.type === 'document');
      assert.match(message.documentName, /model\.keras$/);
      assert.deepEqual(
        message.models.map(({ graph, recommendations }) => [graph.layers.length, recommendations]),
        [[2, []]],
      );
      assert.match(message.notes.join(), /model\.keras is an archive/);
      panel.send({ type: 'apply', version: 1, id: 2, documentVersion: document.version, model: 0 });
      const answer = await eventually(
        () => panel.posted.find((posted) => posted?.type === 'answer' && posted.id === 2),
        (posted) => posted !== undefined,
        'the request is answered',
      );
      assert.ok(answer?.type === 'answer');
      assert.match(answer.error ?? '', /cannot be changed/);
    } finally {
      session.dispose();
      analyses.dispose();
      log.dispose();
    }
  });

  it('that are none leave no panel behind', async () => {
    await writeFile(file.fsPath, 'no archive');
    await vscode.commands.executeCommand(SHOW, file);
    assert.equal(standsFor(file), undefined);
    assert.equal(panelTabs().length, 0);
  });
});
