import * as vscode from 'vscode';
import { mayHoldModel } from '../../frontends/may-hold-model.ts';
import { ARCHIVE_SCHEME } from '../contributed.ts';
import { languageOf } from '../documents/documents.ts';
import { type Started, standIns } from './stand-ins.ts';

/** Milliseconds without an edit before an edited document is looked at. */
const PAUSE_MS = 100;

/** Loads all of the extension, and registers it. */
export type Load = () => Promise<() => Started>;

/**
 * All that runs in a window where no file holds a model, which is most: waits for one, for a command, or for a panel that comes
 * back, and only then loads the rest. It looks through each version of a document's text once.
 */
export class Doorkeeper implements vscode.Disposable {
  readonly #load: Load;
  readonly #waiting: vscode.Disposable;
  readonly #edited = new Set<vscode.TextDocument>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #started: Promise<Started> | null = null;
  #isClosed = false;

  constructor(extension: vscode.Extension<unknown>, load: Load) {
    this.#load = load;
    this.#waiting = vscode.Disposable.from(
      standIns(extension, () => this.start()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#look([document])),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#onDidChange(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#edited.delete(document)),
    );
    // A restored archive's text is asked for before it is a document.
    if (showsArchive()) void this.start();
    else this.#look(vscode.workspace.textDocuments);
  }

  /** Resolves when all is registered; rejects if it cannot be loaded, and the next call tries again. */
  start(): Promise<Started> {
    this.#started ??= this.#run().catch((error: unknown) => {
      this.#started = null;
      throw error;
    });
    return this.#started;
  }

  dispose(): void {
    this.#isClosed = true;
    this.#stopWaiting();
  }

  async #run(): Promise<Started> {
    const register = await this.#load();
    if (this.#isClosed) throw new vscode.CancellationError();
    // The real ones have the same names.
    this.#stopWaiting();
    return register();
  }

  #stopWaiting(): void {
    this.#stopTimer();
    this.#waiting.dispose();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #onDidChange(document: vscode.TextDocument): void {
    this.#edited.add(document);
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      const edited = [...this.#edited];
      this.#edited.clear();
      this.#look(edited);
    }, PAUSE_MS);
  }

  #look(documents: readonly vscode.TextDocument[]): void {
    if (this.#started === null && documents.some(holdsModel)) void this.start();
  }
}

function holdsModel(document: vscode.TextDocument): boolean {
  const language = languageOf(document);
  return language !== null && mayHoldModel(document.getText(), language);
}

function showsArchive(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === ARCHIVE_SCHEME);
}
