import * as vscode from 'vscode';
import { explained } from '../advice/explain/explain.ts';
import { explanationSheet, type Sheet } from '../advice/explain/render.ts';
import type { Analysis } from '../analyser.ts';
import { writtenChange } from '../analysis/what-if.ts';
import { type LayerId, layerById, type ModelGraph } from '../model/graph.ts';
import {
  type Assumed,
  type ChangeRequest,
  type HostToPanel,
  type PanelToHost,
  parsePanelToHost,
  requestId,
  type WeightSheet,
} from '../protocol.ts';
import type { AnalysisService } from './analysis-service.ts';
import { archiveOf, shownName } from './archives.ts';
import { explanation } from './asked-analysis.ts';
import { CursorLink, cursorIn } from './cursor-link.ts';
import { applyEdits, applyRecommended, previewMessage } from './panel-changes.ts';
import { cursorMessage, documentMessage, graphIndex } from './panel-document.ts';
import { panelPage, panelRoot } from './panel-page.ts';
import { Trial } from './panel-what-if.ts';
import { rangeOf } from './positions.ts';
import { compareWithRecommended } from './preview-documents.ts';
import { Refusal } from './refusal.ts';
import { baseName, saveFile } from './saved-file.ts';

/** One open panel and the document that it follows. */
export class PanelSession implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** It stays with its document whatever editor is active. */
  isPinned = false;
  /** The model, by its index in the next message, that is shown then; null for the one that the page chooses. */
  wantedModel: number | null = null;
  readonly #analyses: AnalysisService;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable;
  #document: vscode.TextDocument | null;
  /** What the panel's user assumes of this document. */
  #assume: Assumed = {};
  readonly #trial = new Trial();
  #disposed = false;
  #wasVisible: boolean;

  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    analyses: AnalysisService,
    document: vscode.TextDocument | null,
    log: vscode.LogOutputChannel,
  ) {
    this.panel = panel;
    this.#analyses = analyses;
    this.#document = document;
    this.#log = log;
    this.#wasVisible = panel.visible;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [panelRoot(extensionUri)] };
    this.#subscriptions = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#onDidChangeViewState()),
      analyses.onDidAnalyse((analysed) => this.#onDidAnalyse(analysed.document)),
      vscode.workspace.onDidCloseTextDocument((closed) => this.#onDidClose(closed)),
      new CursorLink(
        (edited) => edited === this.#document,
        (offset) => {
          if (this.#document !== null) void this.#tellCursor(this.#document, offset);
        },
      ),
    );
    this.#entitle();
    webview.html = panelPage(webview, extensionUri);
  }

  /** Follows another document. */
  async follow(document: vscode.TextDocument): Promise<void> {
    if (!this.follows(document)) {
      this.#assume = {};
      this.#trial.end();
    }
    this.#document = document;
    this.#entitle();
    await this.#tell();
  }

  /** Whether it shows this document, open or not. */
  follows(document: vscode.TextDocument): boolean {
    return this.#document?.uri.toString() === document.uri.toString();
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscriptions.dispose();
  }

  /** Messages to a hidden panel are lost. The event comes for a mere change of focus too. */
  #onDidChangeViewState(): void {
    const { visible } = this.panel;
    if (visible && !this.#wasVisible) void this.#tell();
    this.#wasVisible = visible;
  }

  #onDidAnalyse(document: vscode.TextDocument): void {
    const followed = this.#document;
    if (followed?.uri.toString() !== document.uri.toString()) return;
    // A file that is opened again is a new document.
    this.#document = document;
    void this.#tell();
  }

  #onDidClose(closed: vscode.TextDocument): void {
    // Nobody closes what no editor shows: the host drops such documents after a while.
    if (closed === this.#document && archiveOf(closed.uri) === null) void this.#tell();
  }

  /** Sends the document as it is now, or why it cannot be shown. */
  async #tell(): Promise<void> {
    const message = await this.#current();
    if (message === null) return;
    await this.#post(message);
    const document = this.#document;
    const cursor = document === null ? null : cursorIn(document);
    if (document !== null && cursor !== null && message.type === 'document') await this.#tellCursor(document, cursor);
  }

  /** The tab tells whose panel it is; brackets mean that it stays so, as those of a locked Markdown preview. */
  #entitle(): void {
    const uri = this.#document?.uri;
    const title =
      uri === undefined
        ? vscode.l10n.t('Signal Propagation')
        : vscode.l10n.t('Signal Propagation: {0}', baseName(archiveOf(uri) ?? uri));
    this.panel.title = this.isPinned ? `[${title}]` : title;
  }

  async #post(message: HostToPanel): Promise<void> {
    if (this.#disposed) return;
    await this.panel.webview.postMessage(message);
    const model = this.wantedModel;
    if (message.type !== 'document' || model === null || !this.panel.visible) return;
    this.wantedModel = null;
    await this.#post({ type: 'show', version: 1, model });
  }

  /** Null if the document changed meanwhile: its next analysis is on the way. */
  async #current(): Promise<HostToPanel | null> {
    const document = await this.#reopened();
    if (document === null)
      return unavailable(vscode.l10n.t('Open a model file and run “Show Signal Propagation” on it.'));
    const name = shownName(document.uri);
    if (document.isClosed) return unavailable(vscode.l10n.t('{0} was closed. Open it to go on following it.', name));
    const why = this.#analyses.whyNot(document);
    if (why !== null && why !== 'tooLarge') return unavailable(`${name}: ${explanation(why)}`);
    const { version } = document;
    const analysis = await this.#analyses.analyseAssuming(document, this.#assume);
    if (document !== this.#document || document.isClosed || document.version !== version) return null;
    return analysis === null
      ? unavailable(vscode.l10n.t('{0} could not be analysed. “Init Lens: Show Output” says more.', name))
      : documentMessage(document, analysis);
  }

  /** The document that is followed; one that stands for an archive is made anew if the host dropped it. */
  async #reopened(): Promise<vscode.TextDocument | null> {
    const document = this.#document;
    if (document === null || !document.isClosed || archiveOf(document.uri) === null) return document;
    const again = await vscode.workspace.openTextDocument(document.uri).then(
      (opened) => opened,
      () => document,
    );
    if (document === this.#document) this.#document = again;
    return again;
  }

  async #receive(value: unknown): Promise<void> {
    const id = requestId(value);
    const message = parsePanelToHost(value);
    if (id === null) return;
    const error =
      message === null
        ? vscode.l10n.t(
            'The panel sent a request that this version of Init Lens cannot read. Close the panel and open it again.',
          )
        : await this.#carryOut(message);
    await this.#post({ type: 'answer', version: 1, id, error });
  }

  /** @returns what went wrong, null if nothing did. */
  async #carryOut(message: PanelToHost): Promise<string | null> {
    try {
      await this.#handle(message);
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      this.#log.error(`The panel's request ${message.type} failed.`, error);
      return vscode.l10n.t('That failed. “Init Lens: Show Output” says more.');
    }
  }

  #handle(message: PanelToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#trial.end();
        this.#assume = message.assume;
        return this.#tell();
      case 'assume':
        this.#assume = message.assume;
        return this.#tell();
      case 'try':
        return this.#try(message);
      case 'write':
        return this.#write(message);
      case 'reveal':
        return this.#reveal(message);
      case 'explain':
        return this.#explain(message);
      case 'save':
        return this.#save(message);
      case 'copy':
        return Promise.resolve(vscode.env.clipboard.writeText(message.text));
      case 'goToLine':
        return this.#goToLine(message);
      case 'pin':
        this.isPinned = message.isPinned;
        this.#entitle();
        return Promise.resolve();
      case 'preview':
        return this.#preview(message);
      case 'diff':
        return this.#compare(message);
      case 'apply':
        return this.#apply(message);
    }
  }

  async #reveal(request: Extract<PanelToHost, { type: 'reveal' }>): Promise<void> {
    const { document, layer } = await this.#layerOf(request);
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(document),
      selection: rangeOf(document, layer.source.name),
    });
  }

  async #explain(request: Extract<PanelToHost, { type: 'explain' }>): Promise<void> {
    const { document, analysis, graph, layer } = await this.#layerOf(request);
    const weights = [layer, ...layer.parts].flatMap((part) =>
      explained(part).flatMap(({ role }) => analysis.explanation(graph, part.id, role) ?? []),
    );
    await this.#post({
      type: 'explanation',
      version: 1,
      documentVersion: document.version,
      model: request.model,
      layer: layer.id,
      weights: weights.map((explanation) => weightSheet(explanationSheet(explanation))),
    });
  }

  async #layerOf({ model, layer: id }: { readonly model: number; readonly layer: LayerId }) {
    const { document, analysis } = await this.#analysed();
    const written = analysis.reading.graphs[graphIndex(analysis, model)];
    const graph = written === undefined ? undefined : this.#trial.graphOf(analysis, model, written);
    const layer = graph === undefined ? undefined : layerById(graph, id);
    if (graph === undefined || layer === undefined) {
      throw new Refusal(vscode.l10n.t('The layer {0} is not in the file any more.', id));
    }
    return { document, analysis, graph, layer };
  }

  async #try({ model, whatIf }: Extract<PanelToHost, { type: 'try' }>): Promise<void> {
    const { document, analysis } = await this.#analysed();
    const graph = this.#modelOf(analysis, model);
    await this.#post(this.#trial.start(document, analysis, { model, graph, whatIf }));
  }

  async #write({ model, whatIf, documentVersion }: Extract<PanelToHost, { type: 'write' }>): Promise<void> {
    const { document, analysis } = await this.#analysed();
    const change = writtenChange(analysis, this.#modelOf(analysis, model), whatIf);
    await applyEdits(document, documentVersion, change?.edits ?? []);
  }

  #modelOf(analysis: Analysis, model: number): ModelGraph {
    const graph = analysis.reading.graphs[graphIndex(analysis, model)];
    if (graph === undefined) throw new Refusal(vscode.l10n.t('The model is not in the file any more.'));
    return graph;
  }

  async #preview(request: ChangeRequest): Promise<void> {
    await this.#post(previewMessage({ ...request, ...(await this.#analysed()) }));
  }

  async #apply(request: ChangeRequest): Promise<void> {
    await applyRecommended({ ...request, ...(await this.#analysed()) });
  }

  async #compare({ model }: ChangeRequest): Promise<void> {
    const { document } = await this.#analysed();
    if (archiveOf(document.uri) !== null) throw new Refusal(vscode.l10n.t('An archive cannot be changed here.'));
    await compareWithRecommended(
      { document: document.uri.toString(), model, assume: this.#assume },
      columnOf(document),
    );
  }

  async #goToLine({ line }: Extract<PanelToHost, { type: 'goToLine' }>): Promise<void> {
    const { document } = await this.#analysed();
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(Math.min(line, document.lineCount) - 1);
    const selection = new vscode.Range(range.start.translate(0, firstNonWhitespaceCharacterIndex), range.end);
    await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
  }

  /** Tells which layers an offset of the document is in. */
  async #tellCursor(document: vscode.TextDocument, offset: number): Promise<void> {
    const analysis = await this.#analyses.analyseAssuming(document, this.#assume);
    if (analysis === null || document !== this.#document) return;
    await this.#post(cursorMessage(document, analysis, offset));
  }

  async #save({ fileName, content }: Extract<PanelToHost, { type: 'save' }>): Promise<void> {
    const followed = this.#document;
    if (followed === null) throw new Refusal(vscode.l10n.t('The panel follows no file.'));
    const saved = await saveFile(archiveOf(followed.uri) ?? followed.uri, fileName, content);
    if (saved === null) return;
    const open = vscode.l10n.t('Open');
    const name = vscode.workspace.asRelativePath(saved);
    // Nothing waits for the message to be closed.
    void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', name), open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand('vscode.open', saved);
    });
  }

  async #analysed() {
    const followed = this.#document;
    if (followed === null) throw new Refusal(vscode.l10n.t('The panel follows no file.'));
    // A closed file is read anew: its layers can still be shown and mended.
    const document = followed.isClosed ? await vscode.workspace.openTextDocument(followed.uri) : followed;
    this.#document = document;
    const analysis = await this.#analyses.analyseAssuming(document, this.#assume);
    if (analysis === null) throw new Refusal(vscode.l10n.t('The file is being edited: try again in a moment.'));
    return { document, analysis };
  }
}

function unavailable(message: string): HostToPanel {
  return { type: 'unavailable', version: 1, message };
}

function weightSheet({ name, about, columns, rows, notes, reasons }: Sheet): WeightSheet {
  return {
    title: `${name}: ${about}`,
    columns,
    rows: rows.map(({ head, cells }) => [head, ...cells]),
    notes: [...reasons, ...notes],
  };
}

/** The editor column that shows the document already, else the first one, so that the panel is not covered. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  return editor?.viewColumn ?? vscode.ViewColumn.One;
}
