import * as vscode from 'vscode';
import { figure } from '../../advice/figure.ts';
import { modelRatios, provenModelFixes } from '../../analysis/model-summary.ts';
import { type ShownSummary, SteadySummaries } from '../../analysis/steady-summaries.ts';
import type { AnalysedDocument, AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, say } from '../analysis/asked-analysis.ts';
import { documentSelector } from '../documents/documents.ts';
import { workspaceEdit } from '../documents/positions.ts';
import { withheld } from '../fixes/withheld.ts';
import { SHOW_PANEL_COMMAND } from '../panel/panel.ts';

const FIX_MODEL_COMMAND = '_initLens.fixModel';

/** Above each model: its size, what becomes of signal and gradient, the way to the panel, and to mend it. */
export function registerCodeLenses(analyses: AnalysisService): vscode.Disposable {
  const lenses = new ModelLenses(analyses);
  return vscode.Disposable.from(
    lenses,
    vscode.languages.registerCodeLensProvider(documentSelector(), lenses),
    vscode.commands.registerCommand(FIX_MODEL_COMMAND, (uri: unknown, index: unknown) =>
      fixModel(analyses, uri, index),
    ),
  );
}

/** The figures, which take a prediction: they are computed once the lens is in sight. */
class FiguresLens extends vscode.CodeLens {
  readonly summary: ShownSummary;

  constructor(range: vscode.Range, summary: ShownSummary) {
    super(range);
    this.summary = summary;
  }
}

class ModelLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  readonly #summaries = new WeakMap<vscode.TextDocument, SteadySummaries>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
    this.#subscriptions = vscode.Disposable.from(
      analyses.onDidAnalyse((analysed) => this.#onDidAnalyse(analysed)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.#summaries.get(document)?.edited(
          contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
            start: rangeOffset,
            removed: rangeLength,
            added: text.length,
          })),
        ),
      ),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  /** What is known at once: who waits for an analysis lets lines jump. Its end is told by the event. */
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.#analyses.settings(document.uri).codeLens) return [];
    return (this.#summaries.get(document)?.shown ?? []).flatMap((summary) => lensesOf(document, summary));
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (lens instanceof FiguresLens) lens.command = figuresCommand(lens.summary);
    return lens;
  }

  #onDidAnalyse({ document, analysis }: AnalysedDocument): void {
    const before = this.#summaries.get(document);
    if (before === undefined && (analysis?.reading.graphs.length ?? 0) === 0) return;
    const summaries = before ?? new SteadySummaries();
    summaries.analysed(analysis);
    this.#summaries.set(document, summaries);
    this.#changed.fire();
  }
}

function lensesOf(document: vscode.TextDocument, summary: ShownSummary): vscode.CodeLens[] {
  const start = document.positionAt(summary.place.start);
  const range = new vscode.Range(start, start);
  const show = new vscode.CodeLens(range, {
    title: vscode.l10n.t('Show propagation'),
    command: SHOW_PANEL_COMMAND,
    arguments: [document.uri, summary.index],
  });
  const fix = new vscode.CodeLens(range, {
    title: vscode.l10n.t('Fix all ({0})', summary.fixes),
    tooltip: vscode.l10n.t('Apply every safe fix to the model {0}, in one step', summary.name),
    command: FIX_MODEL_COMMAND,
    arguments: [document.uri, summary.index],
  });
  return [new FiguresLens(range, summary), show, ...(summary.fixes > 0 ? [fix] : [])];
}

/** A command without a name is shown as text. */
function figuresCommand({ of, index, layers, parameters }: ShownSummary): vscode.Command {
  const graph = of.reading.graphs[index];
  const { signal, gradient } = graph === undefined ? { signal: null, gradient: null } : modelRatios(graph);
  const number = new Intl.NumberFormat(vscode.env.language);
  const parts = [
    layers === 1 ? vscode.l10n.t('1 layer') : vscode.l10n.t('{0} layers', number.format(layers)),
    vscode.l10n.t('{0} parameters', number.format(parameters)),
    ...(signal === null ? [] : [vscode.l10n.t('signal × {0}', figure(signal))]),
    ...(gradient === null ? [] : [vscode.l10n.t('gradient × {0}', figure(gradient))]),
  ];
  return {
    title: parts.join(' · '),
    tooltip: vscode.l10n.t(
      'Predicted second moments: of the signal from the input to the last hidden layer, of the gradient from there back to the first one',
    ),
    command: '',
  };
}

async function fixModel(analyses: AnalysisService, uri: unknown, index: unknown): Promise<void> {
  const asked = await analyseAsked(analyses, uri);
  if (asked === null || typeof index !== 'number') return;
  const { edits, isWithheld } = provenModelFixes(asked.analysis, index);
  const applied = edits.length > 0 && (await vscode.workspace.applyEdit(workspaceEdit(asked.document, edits)));
  if (isWithheld) say(withheld());
  else if (!applied) say(vscode.l10n.t('The file changed meanwhile, or cannot be written: nothing was fixed.'));
}
