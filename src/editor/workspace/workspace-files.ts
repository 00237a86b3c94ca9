import * as vscode from 'vscode';
import { EXTENSIONS } from '../../language.ts';
import { anyGlob } from './glob-alternatives.ts';
import { type IgnoreFile, ignoredPaths } from './ignored-files.ts';

const MODEL_FILES = `**/*.{${Object.keys(EXTENSIONS).join(',')}}`;

/**
 * Files of the workspace that may hold models: without what `files.exclude` (the search applies it), `search.exclude` and
 * `.gitignore` leave out, and never installed packages. What a folder of the workspace leaves out concerns its own files.
 */
export async function workspaceFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = (await Promise.all(folders.map((folder) => folderFiles(folder, token)))).flat();
  // A folder of the workspace may lie within another.
  const distinct = new Map(files.map((uri) => [uri.toString(), uri]));
  return [...distinct.values()].sort((a, b) => a.path.localeCompare(b.path));
}

async function folderFiles(folder: vscode.WorkspaceFolder, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const excluded = excludeGlob(folder);
  const find = (glob: string) =>
    vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), excluded, undefined, token);
  const [files, ignoreFiles] = await Promise.all([find(MODEL_FILES), find('**/.gitignore')]);
  const isIgnored = ignoredPaths(await Promise.all(ignoreFiles.map(readIgnoreFile)));
  return files.filter((uri) => !isIgnored(uri.path));
}

function excludeGlob({ uri }: vscode.WorkspaceFolder): string {
  const excludes = vscode.workspace.getConfiguration('search', uri).get<Record<string, unknown>>('exclude', {});
  return anyGlob(['**/node_modules', ...Object.keys(excludes).filter((pattern) => excludes[pattern] === true)]);
}

async function readIgnoreFile(uri: vscode.Uri): Promise<IgnoreFile> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return { folder: uri.path.slice(0, uri.path.lastIndexOf('/') + 1), text };
}
