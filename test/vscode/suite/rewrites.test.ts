import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, openText, reported } from '../workbench.ts';

/** With their edits, as for those that are chosen. */
async function actionsAt(written: string, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  const { document } = await openText(DEEP_MODEL);
  await reported(document);
  const position = document.positionAt(DEEP_MODEL.lastIndexOf(written) + 1);
  const range = new vscode.Range(position, position);
  const resolved = 100;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value, resolved);
}

async function textAfter(action: vscode.CodeAction | undefined): Promise<string> {
  assert.ok(action?.edit, 'the action carries its edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  return vscode.window.activeTextEditor?.document.getText() ?? '';
}

describe('refactorings', () => {
  afterEach(closeEverything);

  it('set another initialiser that suits', async () => {
    const actions = await actionsAt("dense({ units: 64, activation: 'relu' }", vscode.CodeActionKind.RefactorRewrite);
    const orthogonal = actions.find(({ title }) => title.endsWith('(orthogonal)'));
    assert.match(
      await textAfter(orthogonal),
      /'relu', kernelInitializer: tf\.initializers\.orthogonal\(\{ gain: 1\.4142 \}\) \}/,
    );
  });

  it('write the default out', async () => {
    const actions = await actionsAt('dense({ units: 4', vscode.CodeActionKind.RefactorRewrite);
    const explicit = actions.find(({ title }) => title.startsWith('Write out the default'));
    assert.equal(
      await textAfter(explicit),
      DEEP_MODEL.replace("'softmax' }", "'softmax', kernelInitializer: 'glorotNormal' }"),
    );
  });

  it('are not offered on save, nor as quick fixes', async () => {
    const quick = await actionsAt('dense({ units: 4', vscode.CodeActionKind.QuickFix);
    assert.deepEqual(
      quick.filter(({ title }) => title.startsWith('Write out')),
      [],
    );
  });
});

describe('the light bulb over several findings', () => {
  afterEach(closeEverything);

  it('mends all that one rule says in the file', async () => {
    const actions = await actionsAt("'relu' }", vscode.CodeActionKind.QuickFix);
    const all = actions.find(({ title }) => title === 'Fix all 2 of activation-mismatch in this file');
    const after = await textAfter(all);
    assert.equal(after.match(/'heUniform'/g)?.length, 2);
    assert.ok(after.includes("'zeros'"), 'what another rule says stays');
  });
});
