import * as vscode from 'vscode';
import { isRecord } from '../../protocol/guard.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, say } from '../analysis/asked-analysis.ts';
import { PANEL_TYPE } from '../contributed.ts';
import { ArchiveDocuments, askedArchive } from '../documents/archives.ts';
import { PreviewDocuments } from '../fixes/preview-documents.ts';
import { hasFollowedModel, panelIndex } from './panel-document.ts';
import { panelOptions } from './panel-page.ts';
import { PanelSession, panelTitle } from './panel-session.ts';

export const SHOW_PANEL_COMMAND = 'initLens.showSignalPropagation';

/**
 * The command "Show Signal Propagation", its panels, and their return after a restart. As with previews of Markdown one panel
 * follows the active editor; pinned ones stay with their file, and the command then opens another.
 */
export function registerPanel(
  context: vscode.ExtensionContext,
  analyses: AnalysisService,
  log: vscode.LogOutputChannel,
): vscode.WebviewPanelSerializer {
  const archives = new ArchiveDocuments();
  const panels = new SignalPanels(context.extensionUri, analyses, archives, log);
  context.subscriptions.push(
    panels,
    archives,
    new PreviewDocuments(analyses),
    vscode.commands.registerCommand(SHOW_PANEL_COMMAND, (uri: unknown, graph: unknown) => panels.show(uri, graph)),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panels),
    vscode.window.onDidChangeActiveTextEditor((editor) => panels.followActive(editor)),
  );
  return panels;
}

class SignalPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #analyses: AnalysisService;
  readonly #archives: ArchiveDocuments;
  readonly #log: vscode.LogOutputChannel;
  /** In the order in which they were opened. */
  readonly #sessions = new Set<PanelSession>();

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

  /** Shows the given or active document in the panel that is not pinned, which is opened if there is none. */
  async show(uri: unknown, graph: unknown): Promise<void> {
    const archive = askedArchive(uri);
    const [last] = [...this.#sessions].reverse();
    if (archive === null && uri === undefined && vscode.window.activeTextEditor === undefined && last !== undefined) {
      (this.#following ?? last).panel.reveal();
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
    const following = this.#following;
    if (following !== null) {
      following.wantedModel = model;
      following.panel.reveal(undefined, true);
      await following.follow(asked.document);
      return;
    }
    // All of it at once: a title that comes later has the editor lay its tabs out again.
    const panel = vscode.window.createWebviewPanel(
      PANEL_TYPE,
      panelTitle(asked.document),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      panelOptions(this.#extensionUri),
    );
    // The command does not wait for the page.
    void this.#start(panel, asked.document, model).load(true);
  }

  /** Panels that are not pinned go to the file of the active editor, if there is a model in it. */
  async followActive(editor: vscode.TextEditor | undefined): Promise<void> {
    const document = editor?.document;
    const isElsewhere = (session: PanelSession) =>
      document !== undefined && !session.isPinned && !session.follows(document);
    if (document === undefined || ![...this.#sessions].some(isElsewhere)) return;
    const analysis = await this.#analyses.analyse(document);
    if (analysis === null || !hasFollowedModel(analysis) || vscode.window.activeTextEditor !== editor) return;
    await Promise.all([...this.#sessions].filter(isElsewhere).map((session) => session.follow(document)));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const session = this.#start(panel, await this.#documentOf(state));
    session.isPinned = isPinned(state);
    await session.load(false);
  }

  dispose(): void {
    for (const { panel } of this.#sessions) panel.dispose();
  }

  /** The panel that is not pinned, the last one if there are several. */
  get #following(): PanelSession | null {
    return [...this.#sessions].reverse().find(({ isPinned }) => !isPinned) ?? null;
  }

  #start(panel: vscode.WebviewPanel, document: vscode.TextDocument | null, model: number | null = null): PanelSession {
    const session = new PanelSession(panel, this.#extensionUri, this.#analyses, document, this.#log);
    session.wantedModel = model;
    this.#sessions.add(session);
    panel.onDidDispose(() => {
      session.dispose();
      this.#sessions.delete(session);
    });
    return session;
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

/** The page tells the same as soon as it runs; until then no active editor may lead it away. */
function isPinned(state: unknown): boolean {
  return isRecord(state) && isRecord(state.settings) && state.settings.isPinned === true;
}
