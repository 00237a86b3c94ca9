import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { documentSelector } from '../documents/documents.ts';
import type { AnalysedDocument, AnalysisService } from './analysis-service.ts';
import { explanation } from './asked-analysis.ts';

/** For `when` clauses: the active editor shows a file with a model. */
const HAS_MODEL = 'initLens.activeFileHasModel';

/** What the active editor shows of its analysis beside the text: a context key and a language status item. */
export class ActiveFile implements vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #subscriptions: vscode.Disposable;
  #status: vscode.LanguageStatusItem | null = null;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
    this.#subscriptions = vscode.Disposable.from(
      analyses.onDidAnalyse((analysed) => this.#onDidAnalyse(analysed)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#showActive()),
      vscode.window.onDidChangeVisibleTextEditors((visible) => {
        if (visible.length === 0) this.#hide();
      }),
    );
    this.#showActive();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#status?.dispose();
    void vscode.commands.executeCommand('setContext', HAS_MODEL, undefined);
  }

  #onDidAnalyse({ document, analysis }: AnalysedDocument): void {
    if (document === vscode.window.activeTextEditor?.document) this.#show(document, analysis);
  }

  #showActive(): void {
    const document = vscode.window.activeTextEditor?.document;
    // Without an active text editor (a panel has the focus) the last file's entry stays.
    if (document !== undefined) this.#show(document, this.#analyses.latest(document));
  }

  #show(document: vscode.TextDocument, analysis: Analysis | null): void {
    const models = analysis?.reading.graphs.length ?? 0;
    void vscode.commands.executeCommand('setContext', HAS_MODEL, models > 0);
    const tooLarge = analysis === null && this.#analyses.whyNot(document) === 'tooLarge';
    if (analysis !== null && models > 0) describe(this.#item(), analysis);
    else if (tooLarge) describeTooLarge(this.#item());
    else this.#hide();
  }

  #item(): vscode.LanguageStatusItem {
    this.#status ??= vscode.languages.createLanguageStatusItem('initLens.status', documentSelector());
    this.#status.name = 'Init Lens';
    return this.#status;
  }

  #hide(): void {
    this.#status?.dispose();
    this.#status = null;
  }
}

function describe(item: vscode.LanguageStatusItem, analysis: Analysis): void {
  const { graphs, limits } = analysis.reading;
  const isPartial = limits.length > 0;
  item.text = vscode.l10n.t('Init Lens: findings {0}', analysis.findings.length);
  item.detail = isPartial ? limits.join(' ') : vscode.l10n.t('models read: {0}', graphs.length);
  item.severity = isPartial ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.command = { command: 'initLens.showSignalPropagation', title: vscode.l10n.t('Show Signal Propagation') };
}

function describeTooLarge(item: vscode.LanguageStatusItem): void {
  item.text = vscode.l10n.t('Init Lens: not checked');
  item.detail = explanation('tooLarge');
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.command = { command: 'initLens.checkFile', title: vscode.l10n.t('Check Current File') };
}
