import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { readCandidate } from '../documents/candidate-file.ts';
import { LineTable } from '../documents/line-table.ts';
import { type FindingDiagnostics, isWithin } from '../findings/diagnostics.ts';
import { SECTION } from '../settings/settings.ts';
import { type Walked, walkWorkspace } from './workspace-walk.ts';

export interface WorkspaceSummary extends Walked {
  /** Files that hold a model. */
  readonly withModels: number;
  readonly findings: number;
}

/** Checks files that no editor has open, and keeps what it found true while files are edited, closed, changed and deleted. */
export class WorkspaceCheck implements vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #diagnostics: FindingDiagnostics;
  readonly #log: vscode.LogOutputChannel;
  /** Files with a model that a check has met. */
  readonly #met = new Map<string, vscode.Uri>();
  /** The newest check of each file: an older one that ends later has read an older text. */
  readonly #newest = new Map<string, symbol>();
  #following: vscode.Disposable | null = null;

  constructor(analyses: AnalysisService, diagnostics: FindingDiagnostics, log: vscode.LogOutputChannel) {
    this.#analyses = analyses;
    this.#diagnostics = diagnostics;
    this.#log = log;
  }

  async run(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<WorkspaceSummary> {
    this.#following ??= this.#follow();
    let withModels = 0;
    let findings = 0;
    const request = { analyses: this.#analyses, log: this.#log, progress, token };
    const walked = await walkWorkspace(request, async (uri) => {
      const analysis = await this.#check(uri);
      withModels += analysis !== null && analysis.reading.graphs.length > 0 ? 1 : 0;
      findings += analysis?.findings.length ?? 0;
    });
    this.#log.info(`Workspace: ${withModels} files with models, ${findings} findings.`);
    return { ...walked, withModels, findings };
  }

  dispose(): void {
    this.#following?.dispose();
  }

  async #check(uri: vscode.Uri): Promise<Analysis | null> {
    const open = openDocument(uri);
    return open === undefined ? this.#checkFile(uri) : this.#checkOpen(open);
  }

  async #checkOpen(document: vscode.TextDocument): Promise<Analysis | null> {
    const analysis = await this.#analyses.analyse(document, true);
    if (analysis === null) return null;
    this.#met.set(document.uri.toString(), document.uri);
    this.#analyses.publish(document, analysis);
    return analysis;
  }

  async #checkFile(uri: vscode.Uri): Promise<Analysis | null> {
    const key = uri.toString();
    const check = Symbol(key);
    this.#newest.set(key, check);
    const text = await readCandidate(uri, this.#log, this.#analyses.settings(uri).maxLength);
    const analysis = text === null ? null : await this.#analyses.analyseFile(uri, text);
    if (this.#newest.get(key) !== check) return analysis;
    this.#newest.delete(key);
    if (text === null || analysis === null) {
      this.#forget(uri);
      return null;
    }
    this.#met.set(key, uri);
    this.#diagnostics.show(uri, analysis, new LineTable(text));
    return analysis;
  }

  #follow(): vscode.Disposable {
    // Every path, since a folder that is deleted is one event.
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    // Open documents are followed as they are edited.
    const again = (uri: vscode.Uri) => {
      if (this.#met.has(uri.toString()) && openDocument(uri) === undefined) void this.#checkFile(uri);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(again),
      // A file that is written twice in a row, or replaced by another, is told as a new one.
      watcher.onDidCreate(again),
      watcher.onDidDelete((gone) => this.#forgetWithin(gone)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => again(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri: gone } of removed) this.#forgetWithin(gone);
      }),
      this.#analyses.projects.onDidChange(() => {
        for (const uri of this.#met.values()) again(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SECTION)) for (const uri of this.#met.values()) again(uri);
      }),
    );
  }

  #forgetWithin(gone: vscode.Uri): void {
    for (const uri of this.#met.values()) if (isWithin(uri, gone)) this.#forget(uri);
  }

  #forget(uri: vscode.Uri): void {
    if (this.#met.delete(uri.toString())) this.#diagnostics.clear(uri);
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
