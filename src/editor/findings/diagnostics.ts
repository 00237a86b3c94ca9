import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import type { Positions } from '../documents/positions.ts';
import { findingDiagnostics } from './finding-diagnostic.ts';
import type { RulePages } from './rule-pages.ts';

/** What the Problems panel and the squiggles show; open documents follow every analysis. */
export class FindingDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('init-lens');
  readonly #pages: RulePages;
  readonly #subscriptions: vscode.Disposable;

  constructor(analyses: AnalysisService, pages: RulePages) {
    this.#pages = pages;
    this.#subscriptions = vscode.Disposable.from(
      analyses.onDidAnalyse(({ document, analysis }) => this.show(document.uri, analysis, document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.clearBelow(files)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.clearBelow(files.map(({ oldUri }) => oldUri))),
    );
  }

  show(uri: vscode.Uri, analysis: Analysis | null, positions: Positions): void {
    const found = analysis === null ? [] : findingDiagnostics(analysis, uri, positions, this.#pages);
    if (found.length > 0) this.#collection.set(uri, found);
    else this.clear(uri);
  }

  clear(uri: vscode.Uri): void {
    this.#collection.delete(uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#collection.dispose();
  }

  /** Files or whole folders that are gone. */
  private clearBelow(gone: readonly vscode.Uri[]): void {
    this.#collection.forEach((uri) => {
      if (gone.some((parent) => isWithin(uri, parent))) this.clear(uri);
    });
  }
}

/** Whether a file is the given one or lies below it. */
export function isWithin(uri: vscode.Uri, parent: vscode.Uri): boolean {
  const path = uri.toString();
  return path === parent.toString() || path.startsWith(`${parent.toString()}/`);
}
