import * as vscode from 'vscode';
import { EXTENSIONS } from '../../language.ts';
import { anyGlob } from './glob-alternatives.ts';
import { type IgnoreFile, ignoredPaths } from './ignored-files.ts';

const MODEL_FILES = `**/*.{${Object.keys(EXTENSIONS).join(',')}}`;

/**
 * Files of the workspace that may hold models: without what `files.exclude` (the search applies it), `search.exclude` and
 * `.gitignore` leave out, and never installed packages.
 */
export async function workspaceFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const excluded = excludeGlob();
  const [files, ignoreFiles] = await Promise.all([
    vscode.workspace.findFiles(MODEL_FILES, excluded, undefined, token),
    vscode.workspace.findFiles('**/.gitignore', excluded, undefined, token),
  ]);
  const isIgnored = ignoredPaths(await Promise.all(ignoreFiles.map(readIgnoreFile)));
  return files.filter((uri) => !isIgnored(uri.path)).sort((a, b) => a.path.localeCompare(b.path));
}

function excludeGlob(): string {
  const patterns = ['**/node_modules'];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const excludes = vscode.workspace
      .getConfiguration('search', folder.uri)
      .get<Record<string, unknown>>('exclude', {});
    patterns.push(...Object.keys(excludes).filter((pattern) => excludes[pattern] === true));
  }
  return anyGlob(patterns);
}

async function readIgnoreFile(uri: vscode.Uri): Promise<IgnoreFile> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return { folder: uri.path.slice(0, uri.path.lastIndexOf('/') + 1), text };
}
