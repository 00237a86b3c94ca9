import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SAMPLES } from '../../../src/editor/samples.ts';
import { closeEverything, openSample, reported } from '../../vscode/workbench.ts';

describe('the installed VSIX', () => {
  it('is what runs, not the working tree', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.match(extension?.extensionUri.path ?? 'not installed', /\/extensions\/init-lens\.init-lens-/);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('reports a sample’s planted mistakes from there', async () => {
    const { document } = await openSample('keras-model.json');
    assert.match((await reported(document)).join('\n'), /symmetric-initializer/);
  });

  it('brings every sample that it offers', async () => {
    const { extensionUri } = vscode.extensions.getExtension('init-lens.init-lens') ?? {};
    assert.ok(extensionUri);
    for (const sample of Object.keys(SAMPLES)) {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extensionUri, 'samples', sample));
    }
    await vscode.commands.executeCommand('initLens.openSample', 'lstm.js');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /review-classifier/);
    await closeEverything();
  });

  it('brings the pictures of the walkthrough', async () => {
    const { extensionUri, packageJSON } = vscode.extensions.getExtension('init-lens.init-lens') ?? {};
    assert.ok(extensionUri);
    for (const { media } of packageJSON.contributes.walkthroughs[0].steps) {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extensionUri, media.svg));
    }
  });

  it('brings the grammars that scripts are read with', async () => {
    const { document } = await openSample('q-network.js');
    assert.match((await reported(document)).join('\n'), /7:70 'he_normal' unknown-name/);
  });
});
