import * as vscode from 'vscode';
import { jsonFile } from '../../../bench/json-file.ts';
import { scriptFile } from '../../../bench/script-file.ts';
import { eventually } from '../../vscode/workbench.ts';

/** Beside the samples: longer files, and one that no model is in. */
const MORE: Readonly<Record<string, string>> = {
  'long-script.ts': scriptFile(300, 3, 7),
  'long-model.json': jsonFile(40, 7),
  'no-model.ts': 'export const answer = 42;\n\nexport function twice(x: number): number {\n  return 2 * x;\n}\n',
};

export interface Subject {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** The files that are edited, on disk as they are at first. */
export async function subjects(): Promise<Subject[]> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('The samples are not open.');
  for (const [name, text] of Object.entries(MORE)) await write(vscode.Uri.joinPath(folder.uri, name), text);
  const entries = await vscode.workspace.fs.readDirectory(folder.uri);
  const files = entries.filter(([name, type]) => type === vscode.FileType.File && /\.(?:ts|js|json)$/.test(name));
  return Promise.all(
    files.map(async ([name]) => {
      const uri = vscode.Uri.joinPath(folder.uri, name);
      return { uri, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
    }),
  );
}

/** Puts back what was saved over. Documents that no tab shows any more are there for some minutes, and follow their files. */
export async function restore(all: readonly Subject[]): Promise<void> {
  for (const { uri, text } of all) {
    await write(uri, text);
    await eventually(
      () => vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText(),
      (shown) => shown === undefined || shown === text,
      `${vscode.workspace.asRelativePath(uri)} follows its file`,
    );
  }
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Closes every tab and drops what was typed. */
export async function closeAll(): Promise<void> {
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await eventually(
    async () => {
      await vscode.window.tabGroups.close(tabs().filter(({ isDirty }) => !isDirty));
      if (tabs().length > 0) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return tabs().length;
    },
    (count) => count === 0,
    'every editor closes',
  );
}
