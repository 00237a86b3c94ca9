import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { compareWithRecommended, PREVIEW_SCHEME } from '../../../src/editor/fixes/preview-documents.ts';
import { closeEverything, DEEP_MODEL, eventually, openText, replace } from '../workbench.ts';

describe('the comparison with recommended initialisers', () => {
  afterEach(closeEverything);

  it('shows the file as it would be, follows its edits, and is all that changes', async () => {
    const editor = await openText(DEEP_MODEL);
    const { document } = editor;
    await compareWithRecommended({ document: document.uri.toString(), model: 0, assume: {} }, vscode.ViewColumn.One);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.modified.scheme, PREVIEW_SCHEME);
    const modified = await vscode.workspace.openTextDocument(input.modified);
    assert.equal(modified.languageId, 'typescript');
    const mended = DEEP_MODEL.replace("'zeros'", "'heUniform'")
      .replace('inputShape: [64] }', "inputShape: [64], kernelInitializer: 'heUniform' }")
      .replace("activation: 'relu' }", "activation: 'relu', kernelInitializer: 'heUniform' }");
    assert.equal(modified.getText(), mended);
    assert.equal(document.getText(), DEEP_MODEL);
    const other = await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
    await replace(other, 'units: 4,', 'units: 5,');
    await eventually(
      () => modified.getText(),
      (text) => text === mended.replace('units: 4,', 'units: 5,'),
      'the comparison follows the edit',
    );
  });

  it('refuses an address that is not its own', async () => {
    const strange = vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: '/a.ts', query: '{"document":3}' });
    await assert.rejects(async () => vscode.workspace.openTextDocument(strange));
  });
});
