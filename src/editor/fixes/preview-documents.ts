import * as vscode from 'vscode';
import { provenModelFixes } from '../../analysis/model-summary.ts';
import { applyEdits } from '../../model/text.ts';
import { dictionaryOf, isInteger, isNumber, isString, record } from '../../protocol/guard.ts';
import type { Assumed } from '../../protocol.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { shownName } from '../documents/archives.ts';
import { graphIndex } from '../panel/panel-document.ts';

/** Scheme of the documents that show a file as it would be with a model's recommended initialisers. */
export const PREVIEW_SCHEME = 'init-lens-preview';

/** A document, and which of the panel's models is to be mended in it. */
export interface Previewed {
  /** Its URI. */
  readonly document: string;
  readonly model: number;
  /** What the asker assumes of unknown sizes. */
  readonly assume: Assumed;
}

/** Files with recommended initialisers in place, for VS Code's own comparison; they follow edits of the file. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #analyses: AnalysisService;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this),
      analyses.onDidAnalyse(({ document }) => this.#onDidAnalyse(document.uri)),
    );
  }

  /** @throws Error if the file is not there any more. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { document: original, model, assume } = previewedBy(uri);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(original, true));
    const analysis = await this.#analyses.analyseAssuming(document, assume);
    // Null while the file is being edited: its next analysis asks again.
    if (analysis === null) return document.getText();
    return applyEdits(analysis.document.text, provenModelFixes(analysis, graphIndex(analysis, model)).edits);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #onDidAnalyse(original: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== PREVIEW_SCHEME) continue;
      if (previewedBy(uri).document === original.toString()) this.#changed.fire(uri);
    }
  }
}

/** Compares a file with what it would be, in VS Code's own editor for that. */
export async function compareWithRecommended(previewed: Previewed, viewColumn: vscode.ViewColumn): Promise<void> {
  const original = vscode.Uri.parse(previewed.document, true);
  const title = vscode.l10n.t('{0}: recommended initialisers', shownName(original));
  await vscode.commands.executeCommand('vscode.diff', original, previewUri(original, previewed), title, { viewColumn });
}

/** The path ends like that of the file, so that it is coloured alike. */
function previewUri(original: vscode.Uri, previewed: Previewed): vscode.Uri {
  return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: original.path, query: JSON.stringify(previewed) });
}

/** @throws Error for an address that is not ours. */
function previewedBy({ query }: vscode.Uri): Previewed {
  const written: unknown = JSON.parse(query);
  if (!isPreviewed(written)) throw new Error(`${query} names no file and model.`);
  return written;
}

const isPreviewed = record<Previewed>({ document: isString, model: isInteger, assume: dictionaryOf(isNumber) });
