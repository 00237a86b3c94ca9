import * as vscode from 'vscode';
import { type HostToPanel, type PanelToHost, parsePanelToHost, requestId } from '../../protocol.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { archiveOf } from '../documents/archives.ts';
import { baseName } from '../documents/saved-file.ts';
import { CursorLink, cursorIn } from './cursor-link.ts';
import { FollowedDocument } from './followed-document.ts';
import { cursorMessage } from './panel-document.ts';
import { glance, panelOptions, panelPage } from './panel-page.ts';
import { PanelRequests } from './panel-requests.ts';
import { Refusal } from './refusal.ts';

/** One open panel: tells its page about the document that it follows, and hears what the page asks for. */
export class PanelSession implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** It stays with its document whatever editor is active. */
  isPinned = false;
  /** The model, by its index in the next message, that is shown then; null for the one that the page chooses. */
  wantedModel: number | null = null;
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable;
  readonly #followed: FollowedDocument;
  readonly #requests: PanelRequests;
  #disposed = false;
  /** Its page has asked for the document. */
  #isReady = false;
  #wasVisible: boolean;

  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    analyses: AnalysisService,
    document: vscode.TextDocument | null,
    log: vscode.LogOutputChannel,
  ) {
    this.panel = panel;
    this.#extensionUri = extensionUri;
    this.#followed = new FollowedDocument(analyses, document);
    this.#requests = new PanelRequests(this.#followed, (message) => this.#post(message));
    this.#log = log;
    this.#wasVisible = panel.visible;
    const { webview } = panel;
    // A restored panel has the rights of the version that made it.
    webview.options = panelOptions(extensionUri);
    this.#subscriptions = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#onDidChangeViewState()),
      analyses.onDidAnalyse((analysed) => this.#onDidAnalyse(analysed.document)),
      vscode.workspace.onDidCloseTextDocument((closed) => this.#onDidClose(closed)),
      new CursorLink(
        (edited) => edited === this.#followed.document,
        (offset) => void this.#tellCursor(offset),
      ),
    );
    this.#entitle();
  }

  /**
   * Loads the page.
   * @param isNew whether it shows what it chooses itself, and nothing that was kept from before: then what theory says comes with
   *   it, as a picture.
   */
  async load(isNew: boolean): Promise<void> {
    let seenFirst = '';
    await panelAsked();
    try {
      if (isNew) seenFirst = await this.#glance();
      else void this.#followed.message();
    } catch (error) {
      // The page asks, and shows the same a little later.
      this.#log.error('The first picture of a panel failed.', error);
    }
    if (!this.#disposed) {
      this.panel.webview.html = panelPage(this.panel.webview, this.#extensionUri, seenFirst);
    }
  }

  /** What theory says, if it can be told at once: of a large model it is worked out while the page is being loaded. */
  async #glance(): Promise<string> {
    const { isSmall } = this.#followed;
    const message = this.#followed.message();
    const told = isSmall ? await message : null;
    return told?.type === 'document' ? glance(told, this.wantedModel ?? 0) : '';
  }

  /** Follows another document. */
  async follow(document: vscode.TextDocument): Promise<void> {
    if (this.#followed.follow(document)) this.#requests.endTrial();
    this.#entitle();
    await this.#tell();
  }

  /** Whether it shows this document, open or not. */
  follows(document: vscode.TextDocument): boolean {
    return this.#followed.is(document);
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
    if (!this.follows(document)) return;
    // A file that is opened again is a new document.
    this.#followed.follow(document);
    void this.#tell();
  }

  #onDidClose(closed: vscode.TextDocument): void {
    // Nobody closes what no editor shows: the host drops such documents after a while.
    if (closed === this.#followed.document && archiveOf(closed.uri) === null) void this.#tell();
  }

  /** Sends the document as it is now, or why it cannot be shown. */
  async #tell(): Promise<void> {
    const message = await this.#followed.message();
    if (message === null) return;
    await this.#post(message);
    const { document } = this.#followed;
    const cursor = document === null ? null : cursorIn(document);
    if (cursor !== null && message.type === 'document') await this.#tellCursor(cursor);
  }

  /** Tells which layers an offset of the document is in. */
  async #tellCursor(offset: number): Promise<void> {
    const { document } = this.#followed;
    const analysis = document === null ? null : await this.#followed.analysisOf(document);
    if (document !== null && analysis !== null) await this.#post(cursorMessage(document, analysis, offset));
  }

  /** The tab tells whose panel it is; brackets mean that it stays so, as those of a locked Markdown preview. */
  #entitle(): void {
    const title = panelTitle(this.#followed.document);
    this.panel.title = this.isPinned ? `[${title}]` : title;
  }

  async #post(message: HostToPanel): Promise<void> {
    if (this.#disposed) return;
    await this.panel.webview.postMessage(message);
    const model = this.wantedModel;
    if (message.type !== 'document' || model === null || !this.panel.visible || !this.#isReady) return;
    this.wantedModel = null;
    await this.#post(showMessage(model));
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

  async #handle(message: PanelToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#requests.endTrial();
        this.#followed.assume = message.assume;
        return this.#tell();
      case 'assume':
        this.#followed.assume = message.assume;
        return this.#tell();
      case 'pin':
        this.isPinned = message.isPinned;
        this.#entitle();
        return;
      default:
        return this.#requests.carryOut(message);
    }
  }
}

/** Of a panel that shows this document. */
export function panelTitle(document: vscode.TextDocument | null): string {
  return document === null
    ? vscode.l10n.t('Signal Propagation')
    : vscode.l10n.t('Signal Propagation: {0}', baseName(archiveOf(document.uri) ?? document.uri));
}

/**
 * Milliseconds in which what was asked of the editor is on its way. It goes through another thread, which packs it, and leaves
 * the host in a later turn: in the next one already it would wait for the work that comes now, and the panel with it.
 */
const SENDING_MS = 12;

function panelAsked(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SENDING_MS));
}

function showMessage(model: number): HostToPanel {
  return { type: 'show', version: 1, model };
}
