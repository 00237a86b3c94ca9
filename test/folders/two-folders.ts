import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEEP_MODEL, eventually } from '../vscode/workbench.ts';

/** The folders of the workspace, by the names that the editor shows. */
export type FolderName = 'web' | 'The server';

/** Where each folder has a model of its own, the same one everywhere. */
export const MODELS = ['model.ts', 'dist/model.ts', 'old/model.ts', 'out/model.ts', 'shared/model.ts'] as const;

export function folderOf(name: FolderName): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  assert.ok(folder, `the workspace has the folder ${name}`);
  return folder;
}

export function fileIn(name: FolderName, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folderOf(name).uri, path);
}

export async function write(name: FolderName, path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileIn(name, path), new TextEncoder().encode(text));
}

export async function textOf(name: FolderName, path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileIn(name, path)));
}

/** What each folder leaves out of the same five models, each in ways of its own, and what it sets. */
const SETTINGS: Readonly<Record<FolderName, Readonly<Record<string, unknown>>>> = {
  web: { 'initLens.prefer': 'normal', 'initLens.exclude': ['old/*.ts'], 'search.exclude': { '**/shared': true } },
  'The server': { 'files.exclude': { '**/dist': true } },
};

/** Writes both folders anew and waits until their settings hold. */
export async function fillFolders(): Promise<void> {
  for (const name of ['web', 'The server'] as const) {
    await write(name, '.vscode/settings.json', JSON.stringify(SETTINGS[name], null, 2));
    for (const path of MODELS) await write(name, path, DEEP_MODEL);
  }
  await write('web', '.gitignore', 'out/\n');
  await write('web', '.initlens.json', '{ "severity": { "symmetric-initializer": "hint" } }\n');
  await write('The server', '.initlens.json', '{ "severity": { "symmetric-initializer": "info" } }\n');
  await eventually(
    () =>
      [
        vscode.workspace.getConfiguration('initLens', fileIn('web', 'model.ts')).get('prefer'),
        vscode.workspace.getConfiguration('files', fileIn('The server', 'model.ts')).get('exclude', {}),
      ].map((value) => JSON.stringify(value)),
    ([prefer, exclude]) => prefer === '"normal"' && exclude?.includes('**/dist') === true,
    'the settings of the folders hold',
  );
}
