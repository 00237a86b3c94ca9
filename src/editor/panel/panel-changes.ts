import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { provenModelFixes } from '../../analysis/model-summary.ts';
import { previewOf } from '../../analysis/preview.ts';
import type { TextEdit } from '../../model/text.ts';
import type { PreviewMessage } from '../../protocol.ts';
import { archiveOf } from '../documents/archives.ts';
import { workspaceEdit } from '../documents/positions.ts';
import { withheld } from '../fixes/withheld.ts';
import { graphIndex } from './panel-document.ts';
import { Refusal } from './refusal.ts';

/** What "Apply" does to a document, asked for by a page that has seen one version of it. */
export interface ChangeAsked {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  /** Index among the models that the page shows. */
  readonly model: number;
  readonly documentVersion: number;
}

/** The lines that `applyRecommended` would change. */
export function previewMessage(asked: ChangeAsked): PreviewMessage {
  const { document, analysis, model } = asked;
  const edits = editsOf(asked);
  return {
    type: 'preview',
    version: 1,
    documentVersion: document.version,
    model,
    hunks: previewOf(analysis.document.text, edits),
  };
}

/** Sets the recommended initialisers. */
export async function applyRecommended(asked: ChangeAsked): Promise<void> {
  await applyEdits(asked.document, asked.documentVersion, editsOf(asked));
}

/** @throws Refusal where the page has seen another version, or where nothing can be written. */
function editsOf({ document, analysis, model, documentVersion }: ChangeAsked): readonly TextEdit[] {
  checkVersion(document, documentVersion);
  const { edits, isWithheld } = provenModelFixes(analysis, graphIndex(analysis, model));
  if (isWithheld) throw new Refusal(withheld());
  return edits;
}

/**
 * As one step for undo, to the version of the document that the page has seen.
 * @throws Refusal where it is another one now, or where nothing can be written.
 */
export async function applyEdits(
  document: vscode.TextDocument,
  documentVersion: number,
  edits: readonly TextEdit[],
): Promise<void> {
  checkVersion(document, documentVersion);
  if (edits.length === 0) throw new Refusal(vscode.l10n.t('There is nothing to apply.'));
  const applied = await vscode.workspace.applyEdit(workspaceEdit(document, edits));
  if (!applied) throw new Refusal(vscode.l10n.t('The file cannot be written: nothing was applied.'));
}

function checkVersion(document: vscode.TextDocument, documentVersion: number): void {
  if (archiveOf(document.uri) !== null) throw new Refusal(vscode.l10n.t('An archive cannot be changed here.'));
  if (document.version !== documentVersion) {
    throw new Refusal(vscode.l10n.t('The file changed meanwhile: look at the new recommendation, then apply it.'));
  }
}
