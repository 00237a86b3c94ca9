import * as vscode from 'vscode';
import { explanationMarkdown } from '../../advice/explain/render.ts';
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

/**
 * Which hint of which text it is, for its tooltip and edits once somebody asks for them. The editor may keep hints for as long
 * as it runs (VS Code 1.139 does so with those it asked for and then had no use for): they must not hold an analysis.
 */
class LayerInlayHint extends vscode.InlayHint {
  readonly uri: string;
  readonly version: number;
  readonly offset: number;

  constructor(document: vscode.TextDocument, { offset, label }: LayerHint) {
    super(document.positionAt(offset), label);
    this.uri = document.uri.toString();
    this.version = document.version;
    this.offset = offset;
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
      .map((hint) => new LayerInlayHint(document, hint));
  }

  /** Of a text that is no longer there it stays as it is: the editor asks for hints of the new one. */
  resolveInlayHint(hint: vscode.InlayHint): vscode.InlayHint {
    if (!(hint instanceof LayerInlayHint)) return hint;
    const { uri, version, offset } = hint;
    const document = vscode.workspace.textDocuments.find(
      (one) => one.uri.toString() === uri && one.version === version,
    );
    const analysis = document === undefined ? null : this.#analyses.latest(document);
    if (document === undefined || analysis === null) return hint;
    const here = layerHints(analysis, { start: offset, end: offset }, null);
    const of = here.find((one) => one.offset === offset && one.label === hint.label);
    if (of === undefined) return hint;
    if (of.kind === 'flow') {
      hint.tooltip = of.tooltip;
      return hint;
    }
    const explanation = analysis.explanation(of.graph, of.layer.id, of.weight.role);
    if (explanation !== null) hint.tooltip = new vscode.MarkdownString(explanationMarkdown(explanation));
    hint.textEdits = textEdits(document, of.edits);
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
