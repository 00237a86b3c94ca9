import * as vscode from 'vscode';

/** What stands in the panel's page itself, so that its first picture waits for no other file. */
export interface PageAssets {
  readonly style: string;
  /** Runs the page's own script. */
  readonly script: string;
}

/** Where the panel's page, style sheet and workers stand in the package: the only folder that the page may read. */
export function panelRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** Rejects where the package has lost them. */
export async function readPageAssets(extensionUri: vscode.Uri): Promise<PageAssets> {
  const read = async (name: string) =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(panelRoot(extensionUri), name)));
  const [style, script] = await Promise.all([read('panel.css'), read('start.js')]);
  return { style, script };
}
