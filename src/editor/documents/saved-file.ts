import * as vscode from 'vscode';
import type { SavedContent } from '../../protocol.ts';

/**
 * Asks the user where to write a file, first beside the document, and writes it.
 * @param beside the document that the file is about.
 * @returns the place; null if the user thought better of it.
 */
export async function saveFile(
  beside: vscode.Uri,
  fileName: string,
  content: SavedContent,
): Promise<vscode.Uri | null> {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
  const place = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folderOf(beside), fileName),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (place === undefined) return null;
  await vscode.workspace.fs.writeFile(place, bytesOf(content));
  return place;
}

/** A document that is nowhere on disk has the workspace for a folder. */
function folderOf(document: vscode.Uri): vscode.Uri {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  if (document.scheme === 'untitled' && workspace !== undefined) return workspace.uri;
  return vscode.Uri.joinPath(document, '..');
}

export function bytesOf({ encoding, data }: SavedContent): Uint8Array {
  if (encoding === 'text') return new TextEncoder().encode(data);
  return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
}

/** The last part of its path. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
