import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, eventually, reported, ruleOf } from '../../vscode/workbench.ts';
import { type FolderName, fileIn, fillFolders, write } from '../two-folders.ts';

/** Severity of the rule that both project files set. */
function zerosOf({ uri }: vscode.TextDocument): vscode.DiagnosticSeverity | null {
  return diagnosticsOf(uri).find((each) => ruleOf(each) === 'symmetric-initializer')?.severity ?? null;
}

function open(name: FolderName, path = 'model.ts'): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(fileIn(name, path));
}

/** Title of the preferred fix for the zeros. */
async function mended(document: vscode.TextDocument): Promise<string> {
  const at = document.positionAt(document.getText().indexOf("'zeros'"));
  const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.find(({ isPreferred }) => isPreferred)?.title ?? '';
}

describe('a file of one folder of several', () => {
  before(fillFolders);

  it('is reported as its own folder’s project file says, which is followed', async () => {
    const documents = [await open('web'), await open('The server')];
    const { Hint, Information, Warning } = vscode.DiagnosticSeverity;
    const become = (wanted: readonly vscode.DiagnosticSeverity[]) =>
      eventually(
        () => documents.map(zerosOf),
        (now) => JSON.stringify(now) === JSON.stringify(wanted),
        `the rule becomes ${wanted}`,
      );
    await become([Hint, Information]);
    await write('The server', '.initlens.json', '{ "severity": { "symmetric-initializer": "warning" } }\n');
    await become([Hint, Warning]);
    await fillFolders();
    await become([Hint, Information]);
  });

  it('is mended as its own folder’s settings say', async () => {
    const web = await open('web');
    await reported(web);
    assert.match(await mended(web), /varianceScaling.*normal/);
    const server = await open('The server');
    await reported(server);
    assert.match(await mended(server), /heUniform/);
  });

  it('is left out by its own folder’s setting alone', async () => {
    const left = await open('web', 'old/model.ts');
    await reported(await open('The server', 'old/model.ts'));
    assert.deepEqual(diagnosticsOf(left.uri), []);
  });
});
