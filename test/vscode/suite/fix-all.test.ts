import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BROKEN_MODEL } from '../../builders/broken-model.ts';
import {
  closeEverything,
  DEEP_MODEL,
  diagnosticsOf,
  eventually,
  openSample,
  openText,
  pointers,
  reported,
} from '../workbench.ts';

const FIXED = DEEP_MODEL.replace('inputShape: [64] }', "inputShape: [64], kernelInitializer: 'heUniform' }")
  .replace("'zeros'", "'heUniform'")
  .replace("activation: 'relu' }", "activation: 'relu', kernelInitializer: 'heUniform' }");

describe('fix all', () => {
  afterEach(closeEverything);

  it('mends the file at once and is undone in one step', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    await vscode.commands.executeCommand('initLens.fixAllInFile');
    assert.equal(document.getText(), FIXED);
    await eventually(
      () => pointers(document),
      (found) => found.length === 0,
      'nothing is left to report',
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), DEEP_MODEL);
  });

  it('leaves a file alone whose syntax error would make it be read otherwise', async () => {
    const { document } = await openText(BROKEN_MODEL);
    await reported(document);
    await vscode.commands.executeCommand('initLens.fixAllInFile');
    assert.equal(document.getText(), BROKEN_MODEL);
  });

  for (const name of ['mlp.ts', 'cnn.ts', 'q-network.js', 'keras-model.json']) {
    it(`leaves nothing above a hint in ${name}`, async () => {
      const { document } = await openSample(name);
      const before = document.getText();
      await reported(document);
      await vscode.commands.executeCommand('initLens.fixAllInFile');
      assert.notEqual(document.getText(), before);
      await eventually(
        () => diagnosticsOf(document.uri).filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint),
        (found) => found.length === 0,
        'nothing above a hint is left to report',
      );
    });
  }

  it('is a source action, which saving can run', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      'source.fixAll',
    );
    const ours = actions.filter(({ kind }) => kind?.value === 'source.fixAll.initLens');
    assert.equal(ours.length, 1);
    const edit = ours[0]?.edit;
    assert.ok(edit);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), FIXED);
  });

  it('runs on save where the editor is told to', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'fixed-on-save.ts');
    const configuration = vscode.workspace.getConfiguration('editor');
    const onSave = { 'source.fixAll.initLens': 'explicit' };
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(DEEP_MODEL));
    await configuration.update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Global);
    try {
      const editor = await vscode.window.showTextDocument(uri);
      await reported(editor.document);
      assert.ok(await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '\n')));
      assert.ok(await editor.document.save());
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.equal(saved, `\n${FIXED}`);
    } finally {
      await configuration.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.delete(uri);
    }
  });
});
