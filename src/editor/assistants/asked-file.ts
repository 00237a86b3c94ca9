import * as vscode from 'vscode';

/** A scheme of at least two letters: `C:\model.ts` is a path. */
const WITH_SCHEME = /^[a-z][a-z\d+.-]+:/i;

/**
 * The document or file that an assistant asks for, by URI or path; the active editor's for none. Nothing but open documents
 * and files of the workspace is looked at: the name may come from text that somebody else wrote.
 * @throws Error with a sentence that tells the assistant what to pass.
 */
export async function askedFile(name: string | null): Promise<vscode.Uri> {
  if (name === null) return activeFile();
  const open = vscode.workspace.textDocuments.find(({ uri }) => isNamed(uri, name));
  if (open !== undefined) return open.uri;
  for (const uri of candidates(name)) {
    if (vscode.workspace.getWorkspaceFolder(uri) !== undefined && (await isFile(uri))) return uri;
  }
  throw new Error(
    `There is no file ${name} in the workspace or among the open documents. Pass a path relative to a workspace folder, or a URI.`,
  );
}

function activeFile(): vscode.Uri {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined)
    throw new Error('No editor is active: pass `file`, a path relative to a workspace folder.');
  return document.uri;
}

function isNamed(uri: vscode.Uri, name: string): boolean {
  return [uri.toString(), uri.toString(true), uri.path, uri.fsPath, vscode.workspace.asRelativePath(uri)].includes(
    name,
  );
}

function candidates(name: string): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const path = name.replaceAll('\\', '/');
  return [
    ...(WITH_SCHEME.test(name) ? [parsed(name)] : [vscode.Uri.file(name)]),
    ...folders.map(({ uri }) => vscode.Uri.joinPath(uri, path)),
    ...folders.map(({ uri }) => uri.with({ path })),
    // As a workspace of several folders shows them: the folder's name first.
    ...folders
      .filter((folder) => path.startsWith(`${folder.name}/`))
      .map((folder) => vscode.Uri.joinPath(folder.uri, path.slice(folder.name.length + 1))),
  ].filter((uri) => uri !== null);
}

function parsed(name: string): vscode.Uri | null {
  try {
    return vscode.Uri.parse(name, true);
  } catch (error) {
    // What is no URI may still be a path.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
