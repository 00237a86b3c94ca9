import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMPARISON_SCHEME, comparisonUri } from '../../../src/editor/report/comparison-documents.ts';
import { takingFirst } from '../quick-pick.ts';
import { closeEverything, DEEP_MODEL, eventually, openSample, openText, replace, reported } from '../workbench.ts';

const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();

describe('Compare Two Models', () => {
  before(async () => {
    // The preview is an extension of the editor's own, whose first start takes its time.
    const needed = ['init-lens.init-lens', 'vscode.markdown-language-features'];
    await Promise.all(needed.map((id) => vscode.extensions.getExtension(id)?.activate()));
  });
  afterEach(closeEverything);

  it('lets the user choose two models and sets them side by side in a preview', async () => {
    const { document } = await openSample('q-network.js');
    await reported(document);
    // A tab that is only previewed would give way to the next one.
    await vscode.window.showTextDocument(document, { preview: false });
    await reported((await openSample('mlp.ts')).document);
    const uri = await takingFirst(vscode.commands.executeCommand<vscode.Uri>('initLens.compareModels'));
    assert.equal(uri.scheme, COMPARISON_SCHEME);
    const text = await textOf(uri);
    assert.match(text, /^# digit\\-classifier beside q\\-network/, 'the active file’s model comes first');
    assert.match(text, /\| File \| mlp\\\.ts \| q\\-network\\\.js \|/);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputWebview, 'it is rendered');
    assert.match(activeTab.label, /digit-classifier beside q-network/);
  });

  it('looks through the workspace where the user asks for it', async () => {
    await reported((await openSample('mlp.ts')).document);
    // With its one model chosen, what is offered is to look through the workspace; then the first of its models.
    const uri = await takingFirst(vscode.commands.executeCommand<vscode.Uri>('initLens.compareModels'));
    const text = await textOf(uri);
    assert.match(text, /^# digit\\-classifier beside image\\-classifier/);
  });

  it('follows the edits of both files', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    const other = await openText(DEEP_MODEL.replace("'zeros'", "'heUniform'"));
    const address = (document: vscode.TextDocument) => ({ document: document.uri.toString(), index: 0, name: 'model' });
    const uri = comparisonUri(address(editor.document), address(other.document));
    const shown = await vscode.workspace.openTextDocument(uri);
    assert.equal(shown.languageId, 'markdown');
    assert.match(shown.getText(), /initialised differently: 1\./);
    const again = await vscode.window.showTextDocument(editor.document);
    await replace(again, "'zeros'", "'heUniform'");
    await eventually(
      () => shown.getText(),
      (text) => /initialised differently: 0\./.test(text),
      'the comparison follows the edit',
    );
  });

  it('says so where a model is not there any more', async () => {
    const { document } = await openText(DEEP_MODEL);
    const there = { document: document.uri.toString(), index: 0, name: 'model' };
    const gone = { ...there, index: 7, name: 'gone' };
    assert.match(await textOf(comparisonUri(there, gone)), /There is no model gone in .* any more\./);
  });

  it('refuses an address that is not its own', async () => {
    const strange = vscode.Uri.from({ scheme: COMPARISON_SCHEME, path: '/a.md', query: '{"left":3}' });
    await assert.rejects(async () => vscode.workspace.openTextDocument(strange));
  });
});
