import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MAX_LENGTH } from '../../../src/editor/documents/candidates.ts';
import {
  closeEverything,
  DEEP_MODEL,
  diagnosticsOf,
  eventually,
  makeWatchedFolder,
  openSample,
  openText,
  pointers,
  withSetting,
} from '../workbench.ts';

const COMMANDS = ['checkFile', 'checkWorkspace', 'fixAllInFile', 'showSignalPropagation', 'showOutput'];

function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri;
}

describe('commands', () => {
  afterEach(closeEverything);

  it('are all there', async () => {
    await openText(DEEP_MODEL);
    const registered = await vscode.commands.getCommands(true);
    for (const name of COMMANDS) assert.ok(registered.includes(`initLens.${name}`), name);
  });

  it('check the current file and say how much was found', async () => {
    const { document } = await openSample('mlp.ts');
    const found = await vscode.commands.executeCommand('initLens.checkFile');
    assert.equal(found, diagnosticsOf(document.uri).length);
    assert.ok(diagnosticsOf(document.uri).length > 0);
  });

  it('say nothing was checked where there is nothing to check', async () => {
    await openText('plain words', 'txt');
    assert.equal(await vscode.commands.executeCommand('initLens.checkFile'), null);
    const restore = await withSetting('enable', false);
    await openText(DEEP_MODEL);
    assert.equal(await vscode.commands.executeCommand('initLens.checkFile'), null);
    await restore();
  });

  it('check a file above 1 MB only when asked', async () => {
    const { document } = await openText(DEEP_MODEL.padEnd(MAX_LENGTH + 1));
    assert.deepEqual(pointers(document), []);
    assert.ok(Number(await vscode.commands.executeCommand('initLens.checkFile')) > 0);
    assert.ok(pointers(document).length > 0);
  });

  it('show the output', async () => {
    await vscode.commands.executeCommand('initLens.showOutput');
  });
});

describe('Check Workspace', () => {
  const scratch = () => vscode.Uri.joinPath(folder(), 'scratch');
  const write = (path: string, text: string) =>
    vscode.workspace.fs.writeFile(vscode.Uri.joinPath(scratch(), path), new TextEncoder().encode(text));

  before(async () => {
    await makeWatchedFolder(scratch());
    await makeWatchedFolder(vscode.Uri.joinPath(scratch(), 'kept'));
    await write('kept/model.ts', DEEP_MODEL);
    await write('ignored/model.ts', DEEP_MODEL);
    await write('.gitignore', 'ignored/\n');
    await write('node_modules/package/model.js', DEEP_MODEL);
    await write('other.json', '{"layers": []}');
  });
  after(async () => {
    await vscode.workspace.fs.delete(scratch(), { recursive: true });
  });
  afterEach(closeEverything);

  const inProblems = () =>
    vscode.languages
      .getDiagnostics()
      .filter(([, found]) => found.some(({ source }) => source === 'init-lens'))
      .map(([uri]) => vscode.workspace.asRelativePath(uri))
      .sort();

  it('reports files that no editor has open, and not the ignored ones', async () => {
    const summary: { files: number; withModels: number } =
      await vscode.commands.executeCommand('initLens.checkWorkspace');
    assert.deepEqual(inProblems(), [
      'cnn.ts',
      'digits.html',
      'keras-model.json',
      'lstm.js',
      'mlp.ts',
      'q-network.js',
      'scratch/kept/model.ts',
    ]);
    assert.equal(summary.withModels, inProblems().length);
    assert.equal(
      vscode.workspace.textDocuments.some(({ fileName }) => fileName.endsWith('kept/model.ts')),
      false,
    );
  });

  it('points at the same places as the open editor does', async () => {
    const uri = vscode.Uri.joinPath(scratch(), 'kept/model.ts');
    await vscode.commands.executeCommand('initLens.checkWorkspace');
    const unopened = diagnosticsOf(uri).map(({ range, message }) => ({ range, message }));
    const { document } = await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('initLens.checkFile');
    assert.deepEqual(
      diagnosticsOf(document.uri).map(({ range, message }) => ({ range, message })),
      unopened,
    );
  });

  it('keeps its results when a file is opened and closed, and follows the file on disk', async () => {
    const uri = vscode.Uri.joinPath(scratch(), 'kept/model.ts');
    await vscode.commands.executeCommand('initLens.checkWorkspace');
    await vscode.window.showTextDocument(uri);
    await closeEverything();
    await eventually(inProblems, (files) => files.includes('scratch/kept/model.ts'), 'it is still reported');
    await write('kept/model.ts', 'export {};\n');
    await eventually(inProblems, (files) => !files.includes('scratch/kept/model.ts'), 'a mended file is not reported');
    await write('kept/model.ts', DEEP_MODEL);
  });

  it('forgets a deleted file', async () => {
    await write('gone/model.ts', DEEP_MODEL);
    await vscode.commands.executeCommand('initLens.checkWorkspace');
    assert.ok(inProblems().includes('scratch/gone/model.ts'));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(scratch(), 'gone'), { recursive: true });
    await eventually(inProblems, (files) => !files.includes('scratch/gone/model.ts'), 'it is gone');
  });
});
