import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, eventually } from '../../vscode/workbench.ts';
import { fileIn, fillFolders, folderOf, write } from '../two-folders.ts';

/** A task of `.vscode/tasks.json`, told from those that are offered by what it sets. */
const WRITTEN = { type: 'initlens', check: 'workspace', failOn: 'never' } as const;

const tasks = () => vscode.tasks.fetchTasks({ type: 'initlens' });

function cwdOf({ execution }: vscode.Task): string | undefined {
  assert.ok(execution instanceof vscode.ProcessExecution);
  return execution.options?.cwd;
}

function folderName({ scope }: vscode.Task): string {
  assert.ok(typeof scope === 'object');
  return scope.name;
}

describe('tasks, with several folders', () => {
  before(async () => {
    await fillFolders();
    await write('The server', '.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [WRITTEN] }));
  });
  after(async () => {
    await vscode.workspace.fs.delete(fileIn('The server', '.vscode/tasks.json'));
  });

  it('are offered for each folder, and run in it', async () => {
    const offered = (await tasks()).filter(({ definition }) => definition.failOn === undefined);
    const listed = offered.map((task) => `${folderName(task)}: ${task.definition.check}`);
    assert.deepEqual(listed.sort(), ['The server: file', 'The server: workspace', 'web: file', 'web: workspace']);
    for (const task of offered) {
      assert.equal(
        cwdOf(task),
        folderName(task) === 'web' ? folderOf('web').uri.fsPath : folderOf('The server').uri.fsPath,
      );
    }
  });

  it('that are written in a folder check that folder, and their findings reach the Problems panel', async () => {
    const written = await eventually(
      async () => (await tasks()).find(({ definition }) => definition.failOn === 'never'),
      (task) => task !== undefined,
      'the task of tasks.json is there',
    );
    assert.ok(written);
    assert.equal(folderName(written), 'The server');
    // One that no suite opens: of open files the editor itself reports, and the matcher leaves them alone.
    const uri = fileIn('The server', 'shared/model.ts');
    assert.deepEqual(diagnosticsOf(uri), []);
    await vscode.tasks.executeTask(written);
    await eventually(
      () => diagnosticsOf(uri).length,
      (count) => count > 0,
      'what the command line prints is in the Problems panel',
    );
    assert.deepEqual(diagnosticsOf(fileIn('web', 'shared/model.ts')), []);
  });
});
