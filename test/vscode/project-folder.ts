import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { makeWatchedFolder } from './workbench.ts';

/** A folder of the workspace for one suite, watched from the start. */
export class ProjectFolder {
  readonly uri: vscode.Uri;

  constructor(name: string) {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace, 'the suite runs with the samples open as a folder');
    this.uri = vscode.Uri.joinPath(workspace.uri, name);
  }

  async make(): Promise<void> {
    await makeWatchedFolder(this.uri);
  }

  file(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, path);
  }

  async write(path: string, text: string): Promise<vscode.Uri> {
    await vscode.workspace.fs.writeFile(this.file(path), new TextEncoder().encode(text));
    return this.file(path);
  }

  async remove(): Promise<void> {
    await vscode.workspace.fs.delete(this.uri, { recursive: true });
  }
}
