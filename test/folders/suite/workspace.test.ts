import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, eventually } from '../../vscode/workbench.ts';
import { fillFolders, folderOf, textOf } from '../two-folders.ts';

/** Of the same five models in each folder, those that it does not leave out. */
const CHECKED = [
  'The server/model.ts',
  'The server/old/model.ts',
  'The server/out/model.ts',
  'The server/shared/model.ts',
  'web/dist/model.ts',
  'web/model.ts',
];

/** Where findings are, without those that a task printed: these link to no page. */
const reportedFiles = () =>
  vscode.languages
    .getDiagnostics()
    .filter(([, found]) => found.some(({ source, code }) => source === 'init-lens' && typeof code === 'object'))
    .map(([uri]) => uri);
const inProblems = () =>
  reportedFiles()
    .map((uri) => vscode.workspace.asRelativePath(uri))
    .sort();

/** Runs the command and applies what its preview shows, as soon as there is one. */
async function fixAllInWorkspace(): Promise<void> {
  let isDone = false;
  const command = vscode.commands.executeCommand('initLens.fixAllInWorkspace').then(() => {
    isDone = true;
  });
  await eventually(
    async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return isDone;
    },
    (done) => done,
    'the preview is applied',
  );
  await command;
}

describe('a workspace of several folders', () => {
  before(fillFolders);
  afterEach(closeEverything);

  it('is checked folder by folder, each without what it leaves out itself', async () => {
    const summary: { files: number; withModels: number } =
      await vscode.commands.executeCommand('initLens.checkWorkspace');
    assert.deepEqual(inProblems(), CHECKED);
    assert.equal(summary.withModels, CHECKED.length);
  });

  it('is mended folder by folder, each in the way that it prefers', async () => {
    await fixAllInWorkspace();
    for (const path of CHECKED) {
      const [folder, ...rest] = path.split('/');
      const text = await textOf(folder === 'web' ? 'web' : 'The server', rest.join('/'));
      assert.doesNotMatch(text, /zeros/, path);
      assert.equal(/distribution: 'normal'/.test(text), folder === 'web', path);
      assert.equal(/heUniform/.test(text), folder !== 'web', path);
    }
    for (const path of ['old/model.ts', 'out/model.ts', 'shared/model.ts']) {
      assert.match(await textOf('web', path), /zeros/, path);
    }
    assert.match(await textOf('The server', 'dist/model.ts'), /zeros/);
    await fillFolders();
  });

  it('keeps nothing in the Problems panel of a folder that is taken out', async () => {
    await vscode.commands.executeCommand('initLens.checkWorkspace');
    await eventually(
      inProblems,
      (shown) => shown.includes('The server/model.ts'),
      'a file that was mended and written anew is reported again',
    );
    const gone = folderOf('The server').uri.path;
    assert.ok(vscode.workspace.updateWorkspaceFolders(folderOf('The server').index, 1));
    const left = await eventually(
      () => reportedFiles().map(({ path }) => path),
      (paths) => !paths.some((path) => path.startsWith(`${gone}/`)),
      'its findings go',
    );
    assert.equal(left.length, 2, 'those of the other folder stay');
  });
});
