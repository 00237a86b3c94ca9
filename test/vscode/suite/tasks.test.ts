import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { matchProblems } from '../../builders/problem-matcher.ts';
import { closeEverything, openSample, reported } from '../workbench.ts';

/** The tasks that Run Task lists for us. */
async function tasks(): Promise<vscode.Task[]> {
  return vscode.tasks.fetchTasks({ type: 'initlens' });
}

/** Runs a task's process, with the editor's variable for the active file put in, and resolves to what it prints. */
async function output(task: vscode.Task, file = '', cwd = cwdOf(task)): Promise<string> {
  const { process: program, args } = executionOf(task);
  assert.equal(program, 'node');
  const written = args.map((arg) => arg.replace(`\${file}`, file));
  return new Promise((resolve, reject) => {
    // Findings end it with 1; only a defect or a missing program ends it with anything else.
    execFile(process.execPath, written, { cwd }, (error, printed) =>
      error === null || error.code === 1 ? resolve(printed) : reject(error),
    );
  });
}

function executionOf({ execution }: vscode.Task): vscode.ProcessExecution {
  assert.ok(execution instanceof vscode.ProcessExecution);
  return execution;
}

function cwdOf(task: vscode.Task): string {
  return executionOf(task).options?.cwd ?? assert.fail('it runs in the folder');
}

describe('tasks', () => {
  afterEach(closeEverything);

  it('are offered for the workspace and for the file, each with the problem matcher', async () => {
    const offered = await tasks();
    const listed = offered.map(({ definition, source, problemMatchers, name }) => ({
      name,
      check: definition.check,
      source,
      problemMatchers,
    }));
    assert.deepEqual(
      listed.sort((a, b) => a.name.localeCompare(b.name)),
      ['file', 'workspace'].map((check) => ({
        name: `check ${check}`,
        check,
        source: 'initlens',
        problemMatchers: ['$initlens'],
      })),
    );
  });

  it('print what the editor reports', async () => {
    const { document } = await openSample('mlp.ts');
    await reported(document);
    const file = (await tasks()).find(({ definition }) => definition.check === 'file');
    assert.ok(file);
    const [matcher] = manifest.contributes.problemMatchers;
    assert.ok(matcher);
    const printed = matchProblems(matcher.pattern, await output(file, document.uri.fsPath));
    const shown = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'init-lens')
      .map(({ range, message }) => ({
        file: 'mlp.ts',
        line: range.start.line + 1,
        column: range.start.character + 1,
        message,
      }))
      .sort((a, b) => a.line - b.line || a.column - b.column);
    assert.deepEqual(
      printed.map(({ file: name, line, column, message }) => ({ file: name, line, column, message })),
      shown,
    );
  });

  it('check the workspace', async () => {
    const workspace = (await tasks()).find(({ definition }) => definition.check === 'workspace');
    assert.ok(workspace);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.equal(cwdOf(workspace), folder.uri.fsPath);
    // The samples lie in a folder that Git ignores: the same files elsewhere.
    const elsewhere = await mkdtemp(join(tmpdir(), 'init-lens-task-'));
    try {
      const names = ['mlp.ts', 'cnn.ts', 'q-network.js', 'keras-model.json'];
      for (const name of names) await copyFile(join(folder.uri.fsPath, name), join(elsewhere, name));
      const printed = await output(workspace, '', elsewhere);
      for (const name of names) assert.ok(printed.split('\n').includes(name), name);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });
});
