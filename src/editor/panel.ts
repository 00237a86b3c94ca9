import * as vscode from 'vscode';
import type { AnalysisService } from './analysis-service.ts';
import { ArchiveDocuments, askedArchive } from './archives.ts';
import { analyseAsked, say } from './asked-analysis.ts';
import { panelIndex } from './panel-document.ts';
import { PanelSession } from './panel-session.ts';

/** Also in the manifest's `onWebviewPanel` activation event. */
const VIEW_TYPE = 'initLens.signalPropagation';
export const SHOW_PANEL_COMMAND = 'initLens.showSignalPropagation';

/** The command "Show Signal Propagation", its one panel, and the panel's return after a restart. */
export function registerPanel(
  context: vscode.ExtensionContext,
  analyses: AnalysisService,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const archives = new ArchiveDocuments();
  const panels = new SignalPanel(context.extensionUri, analyses, archives, log);
  return vscode.Disposable.from(
    panels,
    archives,
    vscode.commands.registerCommand(SHOW_PANEL_COMMAND, (uri: unknown, graph: unknown) => panels.show(uri, graph)),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, panels),
  );
}

class SignalPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #analyses: AnalysisService;
  readonly #archives: ArchiveDocuments;
  readonly #log: vscode.LogOutputChannel;
  #session: PanelSession | null = null;

  constructor(
    extensionUri: vscode.Uri,
    analyses: AnalysisService,
    archives: ArchiveDocuments,
    log: vscode.LogOutputChannel,
  ) {
    this.#extensionUri = extensionUri;
    this.#analyses = analyses;
    this.#archives = archives;
    this.#log = log;
  }

  /** Opens the panel on the given or active document; an open one is revealed and follows that document from now on. */
  async show(uri: unknown, graph: unknown): Promise<void> {
    const archive = askedArchive(uri);
    if (
      archive === null &&
      uri === undefined &&
      vscode.window.activeTextEditor === undefined &&
      this.#session !== null
    ) {
      this.#session.panel.reveal();
      return;
    }
    const opened = archive === null ? null : await this.#archives.open(archive);
    if (typeof opened === 'string') {
      say(opened);
      return;
    }
    const asked = await analyseAsked(this.#analyses, opened?.uri ?? uri);
    if (asked === null) return;
    const model = typeof graph === 'number' ? panelIndex(asked.analysis, graph) : null;
    if (this.#session !== null) {
      this.#session.wantedModel = model;
      this.#session.panel.reveal(undefined, true);
      await this.#session.follow(asked.document);
      return;
    }
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Signal Propagation'), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    this.#start(panel, asked.document, model);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.#start(panel, await this.#documentOf(state));
  }

  dispose(): void {
    this.#session?.panel.dispose();
  }

  #start(panel: vscode.WebviewPanel, document: vscode.TextDocument | null, model: number | null = null): void {
    const earlier = this.#session;
    const session = new PanelSession(panel, this.#extensionUri, this.#analyses, document, this.#log);
    session.wantedModel = model;
    this.#session = session;
    panel.onDidDispose(() => {
      session.dispose();
      if (this.#session === session) this.#session = null;
    });
    earlier?.panel.dispose();
  }

  /** The document of a panel's kept state; null if there is none or it cannot be opened any more. */
  async #documentOf(state: unknown): Promise<vscode.TextDocument | null> {
    const uri = typeof state === 'object' && state !== null && 'documentUri' in state ? state.documentUri : null;
    if (typeof uri !== 'string') return null;
    try {
      return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    } catch (error) {
      this.#log.warn(`${uri} cannot be opened for the panel.`, error);
      return null;
    }
  }
}
