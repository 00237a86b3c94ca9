import * as vscode from 'vscode';
import { languageOf } from '../documents/documents.ts';
import { SECTION } from '../settings/settings.ts';
import type { AnalysisService } from './analysis-service.ts';

/**
 * Every path, as the check of the workspace watches it: beside a narrower pattern that one misses changes. Imported
 * files outside the workspace's folders are looked at again when their importers are edited.
 */
const IMPORTED = '**/*';

/** Analyses open documents as they, and files that they import, are opened and edited: one debounce for every surface. */
export function watchDocuments(analyses: AnalysisService): vscode.Disposable {
  const pending = new PendingDocuments((document) => analyses.refresh(document));
  const soon = (document: vscode.TextDocument) => {
    if (languageOf(document) !== null) pending.schedule(document, analyses.settings(document.uri).debounce);
  };
  const now = (document: vscode.TextDocument) => {
    if (languageOf(document) !== null) pending.schedule(document, 0);
  };
  const importersOf = (uri: vscode.Uri) => {
    for (const importer of analyses.fileChanged(uri)) soon(importer);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(IMPORTED);
  for (const document of vscode.workspace.textDocuments) now(document);
  return vscode.Disposable.from(
    pending,
    vscode.workspace.onDidOpenTextDocument(now),
    watcher,
    watcher.onDidChange(importersOf),
    watcher.onDidCreate(importersOf),
    watcher.onDidDelete(importersOf),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      soon(document);
      importersOf(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      pending.cancel(document);
      analyses.forget(document.uri);
      // What was typed and not saved is gone.
      importersOf(document.uri);
    }),
    analyses.projects.onDidChange(() => {
      analyses.forgetAll();
      for (const document of vscode.workspace.textDocuments) soon(document);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(SECTION)) return;
      analyses.forgetAll();
      for (const document of vscode.workspace.textDocuments) now(document);
    }),
  );
}

/** Timers of documents that wait for their next analysis; each edit starts the wait anew. */
class PendingDocuments implements vscode.Disposable {
  readonly #timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #run: (document: vscode.TextDocument) => void;

  constructor(run: (document: vscode.TextDocument) => void) {
    this.#run = run;
  }

  schedule(document: vscode.TextDocument, milliseconds: number): void {
    this.cancel(document);
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      this.#run(document);
    }, milliseconds);
    this.#timers.set(document, timer);
  }

  cancel(document: vscode.TextDocument): void {
    const timer = this.#timers.get(document);
    if (timer !== undefined) clearTimeout(timer);
    this.#timers.delete(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
