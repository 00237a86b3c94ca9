import * as vscode from 'vscode';
import { isArchivePath, unpackedText } from '../../frontends/archive/unpacked-text.ts';
import { ARCHIVE_SCHEME } from '../contributed.ts';

/** Bytes; a larger archive is not taken into memory to look at its few kilobytes of model. */
const MAX_BYTES = 2 ** 31;

/** The `.keras` archives that were asked for, as JSON documents with the model in them. */
export class ArchiveDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  /** What was read for a document that is about to be opened. */
  readonly #texts = new Map<string, string>();
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(ARCHIVE_SCHEME, this);
  }

  /** Reads an archive anew; a sentence where that is not possible. */
  async open(archive: vscode.Uri): Promise<vscode.TextDocument | string> {
    const read = await readArchive(archive);
    if ('problem' in read) return read.problem;
    const uri = documentUri(archive);
    const key = uri.toString();
    this.#texts.set(key, read.text);
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
    if (isOpen) this.#changed.fire(uri);
    return vscode.workspace.openTextDocument(uri);
  }

  /** @throws Error if the archive is not there any more, or none. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const known = this.#texts.get(key);
    this.#texts.delete(key);
    if (known !== undefined) return known;
    const read = await readArchive(archiveOf(uri) ?? uri);
    if ('problem' in read) throw new Error(read.problem);
    return read.text;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }
}

/** The archive that a document stands for, null for any other document. */
export function archiveOf(document: vscode.Uri): vscode.Uri | null {
  return document.scheme === ARCHIVE_SCHEME ? vscode.Uri.parse(document.query, true) : null;
}

/** The archive that a command was started on: what a menu passes, or what the active tab shows. */
export function askedArchive(argument: unknown): vscode.Uri | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = typeof input === 'object' && input !== null && 'uri' in input ? input.uri : undefined;
  const uri = argument ?? (vscode.window.activeTextEditor === undefined ? shown : undefined);
  return uri instanceof vscode.Uri && isArchivePath(uri.path) ? uri : null;
}

/** What users know a document by: the archive that it stands for, or itself. */
export function shownName(document: vscode.Uri): string {
  return vscode.workspace.asRelativePath(archiveOf(document) ?? document);
}

/** The path ends like that of the JSON document that it is. */
function documentUri(archive: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: ARCHIVE_SCHEME, path: `${archive.path}.json`, query: archive.toString() });
}

async function readArchive(archive: vscode.Uri): Promise<{ text: string } | { problem: string }> {
  const name = vscode.workspace.asRelativePath(archive);
  try {
    const { size } = await vscode.workspace.fs.stat(archive);
    if (size > MAX_BYTES) return { problem: vscode.l10n.t('{0} is too large to be read.', name) };
    const unpacker = await import('fflate');
    const read = unpackedText(await vscode.workspace.fs.readFile(archive), unpacker);
    return 'text' in read ? read : { problem: `${name} ${read.problem}.` };
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return { problem: `${name}: ${error.message}` };
    throw error;
  }
}
