import * as vscode from 'vscode';
import { explanationMarkdown } from '../../advice/explain/render.ts';
import type { Analysis } from '../../analyser.ts';
import { type LayerHint, layerHints } from '../../analysis/layer-hints.ts';
import { layerById, type SiteId } from '../../model/graph.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { documentSelector } from '../documents/documents.ts';
import { textEdits } from '../documents/positions.ts';

/** In the text: which initialiser a layer gets by default, the shape that leaves it, the factor on the signal. */
export function registerInlayHints(analyses: AnalysisService): vscode.Disposable {
  const hints = new LayerHints(analyses);
  return vscode.Disposable.from(
    hints,
    vscode.languages.registerInlayHintsProvider(documentSelector(), hints),
    vscode.languages.registerHoverProvider(documentSelector(), hints),
  );
}

/** What its tooltip and edits are made of, once somebody asks for them. */
class LayerInlayHint extends vscode.InlayHint {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  readonly of: LayerHint;

  constructor(document: vscode.TextDocument, analysis: Analysis, of: LayerHint) {
    super(document.positionAt(of.offset), of.label);
    this.document = document;
    this.analysis = analysis;
    this.of = of;
    this.paddingLeft = true;
  }
}

/** The layer's call that the mouse rested on last, as the text was then. */
interface Pointed {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly site: SiteId;
}

class LayerHints implements vscode.InlayHintsProvider, vscode.HoverProvider, vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChangeInlayHints = this.#changed.event;
  #pointed: Pointed | null = null;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
    // Settings and imported files change what is shown without an edit, which the editor itself answers.
    this.#subscription = analyses.onDidAnalyse(() => this.#changed.fire());
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const shown = this.#analyses.settings(document.uri).inlayHints;
    const pointed = this.#pointed;
    const isPointed = pointed?.document === document && pointed.version === document.version;
    if (shown === 'off' || (shown === 'onHover' && !isPointed)) return [];
    const analysis = await this.#analyses.analyse(document);
    if (analysis === null || token.isCancellationRequested) return [];
    const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const hints = layerHints(analysis, within, shown === 'on' ? null : (site) => site === pointed?.site);
    return hints
      .filter(({ offset }) => within.start <= offset && offset <= within.end)
      .map((hint) => new LayerInlayHint(document, analysis, hint));
  }

  resolveInlayHint(hint: vscode.InlayHint): vscode.InlayHint {
    if (!(hint instanceof LayerInlayHint)) return hint;
    const { of, analysis, document } = hint;
    if (of.kind === 'flow') {
      hint.tooltip = of.tooltip;
      return hint;
    }
    const explanation = analysis.explanation(of.graph, of.layer.id, of.weight.role);
    if (explanation !== null) hint.tooltip = new vscode.MarkdownString(explanationMarkdown(explanation));
    if (document.version === analysis.document.version) hint.textEdits = textEdits(document, of.edits);
    return hint;
  }

  /** Says nothing itself: it is how an extension learns where the mouse rests. */
  provideHover(document: vscode.TextDocument, position: vscode.Position): null {
    if (this.#analyses.settings(document.uri).inlayHints !== 'onHover') return null;
    const analysis = this.#analyses.latest(document);
    const at = analysis?.reading.positionAt(document.offsetAt(position)) ?? null;
    const site = at === null ? undefined : layerById(at.graph, at.layer)?.site;
    const before = this.#pointed;
    this.#pointed = site === undefined ? null : { document, version: document.version, site };
    const isSame = before?.site === site && before?.document === this.#pointed?.document;
    if (!isSame || before?.version !== this.#pointed?.version) this.#changed.fire();
    return null;
  }
}
