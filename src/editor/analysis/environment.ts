import * as vscode from 'vscode';
import type { Environment } from '../../analyser.ts';

/** The core's view of the editor: everything goes through the workspace's file system, so that it works on any host. */
export function editorEnvironment(extensionUri: vscode.Uri): Environment {
  return {
    loadWasm: async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'wasm', name)),
    readFile: (uri) => readText(vscode.Uri.parse(uri, true)),
    now: () => performance.now(),
  };
}

/** The text as the user sees it: an open document counts before the file. Null if there is no such file. */
async function readText(uri: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return null;
    throw error;
  }
}
