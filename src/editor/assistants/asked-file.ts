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
  const [found, ...others] = await filesNamed(name);
  if (found === undefined) {
    throw new Error(
      `There is no file ${name} in the workspace or among the open documents. Pass a path relative to a workspace folder, or a URI.`,
    );
  }
  if (others.length > 0) {
    throw new Error(`Several folders of the workspace have a file ${name}: pass ${namesOf([found, ...others])}.`);
  }
  return found;
}

/** The files of the workspace that a name stands for: more than one where folders of the workspace have the same file. */
async function filesNamed(name: string): Promise<vscode.Uri[]> {
  for (const uris of readings(name)) {
    const distinct = new Map(uris.map((uri) => [uri.toString(), uri]));
    const files: vscode.Uri[] = [];
    for (const uri of distinct.values()) {
      if (vscode.workspace.getWorkspaceFolder(uri) !== undefined && (await isFile(uri))) files.push(uri);
    }
    if (files.length > 0) return files;
  }
  return [];
}

/** Names that tell the files apart, also where two folders of the workspace have the same name. */
function namesOf(uris: readonly vscode.Uri[]): string {
  const paths = uris.map((uri) => vscode.workspace.asRelativePath(uri));
  const names = new Set(paths).size === uris.length ? paths : uris.map((uri) => uri.toString());
  return names.join(' or ');
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

/** What a name may stand for, the likelier reading first. */
function readings(name: string): vscode.Uri[][] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const path = name.replaceAll('\\', '/');
  const relative = folders.map(({ uri }) => vscode.Uri.joinPath(uri, path));
  // As a workspace of several folders shows them: the folder's name first.
  const afterFolderName = folders
    .filter((folder) => path.startsWith(`${folder.name}/`))
    .map((folder) => vscode.Uri.joinPath(folder.uri, path.slice(folder.name.length + 1)));
  return [
    WITH_SCHEME.test(name) ? parsed(name) : [vscode.Uri.file(name)],
    ...(folders.length > 1 ? [afterFolderName, relative] : [relative, afterFolderName]),
    folders.map(({ uri }) => uri.with({ path })),
  ];
}

function parsed(name: string): vscode.Uri[] {
  try {
    return [vscode.Uri.parse(name, true)];
  } catch (error) {
    // What is no URI may still be a path.
    if (error instanceof Error) return [];
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
