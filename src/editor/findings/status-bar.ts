import * as vscode from 'vscode';
import type { Severity } from '../../advice/finding.ts';
import type { Analysis } from '../../analyser.ts';
import { activeFindings, findingAfter } from '../../analysis/worst-finding.ts';
import { escapeMarkdown } from '../../model/markdown.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, say } from '../analysis/asked-analysis.ts';
import { rangeOf } from '../documents/positions.ts';

const NEXT_FINDING_COMMAND = 'initLens.nextFinding';

const ICONS: Readonly<Record<Severity, string>> = {
  error: '$(error)',
  warning: '$(warning)',
  info: '$(info)',
  hint: '$(lightbulb)',
};

/** The worst finding of the model at the cursor; a click goes from one to the next. */
export class FindingStatus implements vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable;
  /** What is said is about this one. */
  #shown: vscode.TextDocument | null = null;

  constructor(analyses: AnalysisService, item = createItem()) {
    this.#analyses = analyses;
    this.#item = item;
    this.#item.name = 'Init Lens';
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      analyses.onDidAnalyse(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.#show();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.#show();
      }),
    );
    this.#show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #show(): void {
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document ?? null;
    if (document !== this.#shown) this.#item.hide();
    this.#shown = document;
    if (editor === undefined || document === null) return;
    const isOn = this.#analyses.settings(document.uri).statusBar;
    const analysis = isOn ? this.#analyses.latest(document) : null;
    // While the text is ahead of its analysis what was said last stays.
    if (isOn && analysis === null && this.#analyses.whyNot(document) === null) return;
    if (analysis === null || analysis.reading.graphs.length === 0) this.#item.hide();
    else describe(this.#item, analysis, document.offsetAt(editor.selection.active));
  }
}

function createItem(): vscode.StatusBarItem {
  return vscode.window.createStatusBarItem('initLens.finding', vscode.StatusBarAlignment.Left, 0);
}

export function registerNextFinding(analyses: AnalysisService): vscode.Disposable {
  return vscode.commands.registerCommand(NEXT_FINDING_COMMAND, () => goToNext(analyses));
}

function describe(item: vscode.StatusBarItem, analysis: Analysis, offset: number): void {
  const { model, findings } = activeFindings(analysis, offset);
  const [worst] = findings;
  const more = findings.length > 1 ? ` +${findings.length - 1}` : '';
  item.text = worst === undefined ? '$(pass) Init Lens' : `${ICONS[worst.severity]} ${worst.rule}${more}`;
  item.tooltip = worst === undefined ? nothingFound(model) : said(worst.message);
  item.command =
    worst === undefined
      ? { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') }
      : { command: NEXT_FINDING_COMMAND, title: vscode.l10n.t('Go to the next finding') };
  item.accessibilityInformation = { label: worst === undefined ? nothingFound(model) : `Init Lens: ${worst.message}` };
  item.show();
}

function nothingFound(model: string | null): string {
  return model === null
    ? vscode.l10n.t('Init Lens finds nothing wrong in this file.')
    : vscode.l10n.t('Init Lens finds nothing wrong in the model {0}.', model);
}

function said(message: string): vscode.MarkdownString {
  const hint = vscode.l10n.t('Click to go to the next finding.');
  return new vscode.MarkdownString(`${escapeMarkdown(message)}\n\n${escapeMarkdown(hint)}`);
}

async function goToNext(analyses: AnalysisService): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const asked = await analyseAsked(analyses, undefined);
  if (asked === null || editor?.document !== asked.document) return;
  const finding = findingAfter(asked.analysis, editor.document.offsetAt(editor.selection.active));
  if (finding === null) {
    say(vscode.l10n.t('Init Lens finds nothing wrong in this file.'));
    return;
  }
  const range = rangeOf(editor.document, finding.span);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
