import * as vscode from 'vscode';
import { excludedBy } from '../../config/excluded.ts';
import { PROJECT_FILE, type ProjectFile, readProjectFile } from '../../config/project-file.ts';
import { LineTable } from '../documents/line-table.ts';
import type { Positions } from '../documents/positions.ts';
import { isWithin } from '../findings/diagnostics.ts';

/** A project file as it is read from an editor or else from disk. */
export interface FoundProject extends ProjectFile {
  readonly uri: vscode.Uri;
  readonly positions: Positions;
  /** Whether a file below its folder is not to be checked. */
  excludes(file: vscode.Uri): boolean;
}

/**
 * The project files of the workspace: the nearest one from a file's folder up to its workspace folder holds for it. Read
 * when a model of theirs is first looked at, on any file system, and followed from then on, also while they are typed.
 */
export class ProjectFiles implements vscode.Disposable {
  /** By folder; null for one without such a file. */
  readonly #known = new Map<string, FoundProject | null>();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #newest = new Map<string, symbol>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #read = new vscode.EventEmitter<void>();
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable;

  /** What holds for some file is no longer what it was. */
  readonly onDidChange = this.#changed.event;
  /** A project file was read, for the first time or again, or went. */
  readonly onDidRead = this.#read.event;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#subscriptions = this.#follow();
  }

  /** Those that were read. */
  get found(): readonly FoundProject[] {
    return [...this.#known.values()].flatMap((project) => project ?? []);
  }

  /** What holds for a file as far as it was read; null for nothing. */
  of(file: vscode.Uri): FoundProject | null {
    for (const folder of foldersAbove(file)) {
      const project = this.#known.get(folder.toString());
      if (project !== null) return project ?? null;
    }
    return null;
  }

  /** Whether everything was read that could hold for a file. */
  isLoaded(file: vscode.Uri): boolean {
    for (const folder of foldersAbove(file)) {
      const project = this.#known.get(folder.toString());
      if (project !== null) return project !== undefined;
    }
    return true;
  }

  /** Reads what could hold for a file. Never rejects. */
  async load(file: vscode.Uri): Promise<void> {
    for (const folder of foldersAbove(file)) {
      const key = folder.toString();
      // Again where a reading was overtaken by another, which is not done yet.
      while (!this.#known.has(key)) await this.#readOnce(folder);
      if (this.#known.get(key) !== null) return;
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#read.dispose();
  }

  #readOnce(folder: vscode.Uri): Promise<void> {
    const key = folder.toString();
    const running = this.#reading.get(key);
    if (running !== undefined) return running;
    const reading = this.#readFolder(folder).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #readFolder(folder: vscode.Uri): Promise<void> {
    const key = folder.toString();
    const uri = vscode.Uri.joinPath(folder, PROJECT_FILE);
    const turn = Symbol(key);
    this.#newest.set(key, turn);
    const open = openDocument(uri);
    const text = open?.getText() ?? (await this.#textOf(uri));
    // A reading that began later knows better.
    if (this.#newest.get(key) !== turn) return;
    if (text === null) {
      this.#set(key, null);
      return;
    }
    const isHalfTyped = open?.isDirty === true;
    const before = isHalfTyped ? (this.#known.get(key) ?? null) : null;
    const project = foundProject(folder, uri, text, open ?? new LineTable(text), before);
    if (!isHalfTyped) this.#report(project);
    this.#set(key, project);
  }

  #set(key: string, project: FoundProject | null): void {
    const before = this.#known.get(key);
    this.#known.set(key, project);
    if (project !== null || before) this.#read.fire();
    if (before !== undefined && JSON.stringify(before?.options) !== JSON.stringify(project?.options))
      this.#changed.fire();
  }

  /** Null if there is none. */
  async #textOf(uri: vscode.Uri): Promise<string | null> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!isMissing) this.#log.warn(`${vscode.workspace.asRelativePath(uri)} could not be read.`, error);
      return null;
    }
  }

  #report({ uri, positions, problems }: FoundProject): void {
    const name = vscode.workspace.asRelativePath(uri);
    for (const { message, span } of problems) {
      this.#log.warn(`${name}, line ${positions.positionAt(span.start).line + 1}: ${message} It counts as not set.`);
    }
  }

  #follow(): vscode.Disposable {
    // Every path, as others watch: beside a narrower pattern they miss changes.
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const ofDocument = ({ uri }: vscode.TextDocument) => {
      if (isProjectFile(uri)) void this.#readFolder(folderOf(uri));
    };
    const ofPath = (uri: vscode.Uri) => {
      if (isProjectFile(uri)) void this.#again(folderOf(uri));
    };
    const appeared = (uri: vscode.Uri) => {
      if (isProjectFile(uri)) ofPath(uri);
      else this.#forgetWithin(uri);
    };
    const went = (uri: vscode.Uri) => {
      if (isProjectFile(uri)) this.#gone(folderOf(uri));
      else this.#forgetWithin(uri);
    };
    for (const document of vscode.workspace.textDocuments) ofDocument(document);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(ofPath),
      watcher.onDidCreate(appeared),
      watcher.onDidDelete(went),
      // One that is open shows what is wrong with it, whether or not a model of its project was looked at.
      vscode.workspace.onDidOpenTextDocument(ofDocument),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) ofDocument(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => ofPath(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#forget([...this.#known.keys()])),
    );
  }

  async #again(folder: vscode.Uri): Promise<void> {
    if (this.#known.has(folder.toString())) await this.#readFolder(folder);
  }

  /** An editor may still show what was in it; that holds no longer. */
  #gone(folder: vscode.Uri): void {
    const key = folder.toString();
    this.#newest.delete(key);
    if (this.#known.has(key)) this.#set(key, null);
  }

  /** A folder appeared or went, with what is in it. */
  #forgetWithin(parent: vscode.Uri): void {
    this.#forget([...this.#known.keys()].filter((key) => isWithin(vscode.Uri.parse(key), parent)));
  }

  #forget(keys: readonly string[]): void {
    if (keys.length === 0) return;
    for (const key of keys) this.#known.delete(key);
    this.#read.fire();
    this.#changed.fire();
  }
}

/** @param before what held so far; it goes on while what is typed is no JSON. */
function foundProject(
  folder: vscode.Uri,
  uri: vscode.Uri,
  text: string,
  positions: Positions,
  before: FoundProject | null,
): FoundProject {
  const file = readProjectFile(text);
  const options = file.isJson || before === null ? file.options : before.options;
  const excludes = excludedBy(options.exclude ?? []);
  const below = (one: vscode.Uri) => one.path.slice(folder.path.length).replace(/^\//, '');
  return { ...file, options, uri, positions, excludes: (one) => excludes(below(one)) };
}

/** Not one of another scheme, such as an older version beside a newer one. */
function isProjectFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${PROJECT_FILE}`) && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The file's folder and those above it up to its workspace folder, nearest first; none for a file outside of all. */
function foldersAbove(file: vscode.Uri): vscode.Uri[] {
  const workspace = vscode.workspace.getWorkspaceFolder(file);
  if (workspace === undefined) return [];
  const folders: vscode.Uri[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder.path === workspace.uri.path || folder.path === '/') return folders;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
