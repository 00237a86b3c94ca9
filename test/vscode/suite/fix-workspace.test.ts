import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createAnalyser } from '../../../src/analyser.ts';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { editorEnvironment } from '../../../src/editor/analysis/environment.ts';
import { workspaceFixes } from '../../../src/editor/workspace/fix-workspace.ts';
import { BROKEN_MODEL } from '../../builders/broken-model.ts';
import { closeEverything } from '../workbench.ts';

describe('fixes of the whole workspace', () => {
  afterEach(closeEverything);

  it('are made of every file with something to fix, and leave what is on disk to the preview', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.ok(extension);
    const log = vscode.window.createOutputChannel('fixes of the workspace', { log: true });
    const analyses = new AnalysisService(createAnalyser(editorEnvironment(extension.extensionUri)), log);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'mlp.ts');
    const broken = vscode.Uri.joinPath(folder.uri, 'broken.ts');
    await vscode.workspace.fs.writeFile(broken, new TextEncoder().encode(BROKEN_MODEL));
    const before = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    try {
      const token = new vscode.CancellationTokenSource();
      const request = { analyses, log, progress: { report: () => undefined }, token: token.token };
      const { edit, walked, heldBack } = await workspaceFixes(request);
      assert.equal(walked.end, 'done');
      const files = edit.entries().map(([file]) => vscode.workspace.asRelativePath(file));
      assert.deepEqual(files.sort(), [
        'cnn.ts',
        'digits.html',
        'keras-model.json',
        'lstm.js',
        'mlp.ts',
        'q-network.js',
      ]);
      assert.deepEqual(
        heldBack.map((file) => vscode.workspace.asRelativePath(file)),
        ['broken.ts'],
      );
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), before);
      token.cancel();
      const { edit: none, walked: stopped } = await workspaceFixes(request);
      assert.deepEqual([none.size, stopped.end], [0, 'cancelled']);
    } finally {
      await vscode.workspace.fs.delete(broken);
      analyses.dispose();
      log.dispose();
    }
  });
});
