import * as vscode from 'vscode';
import type { Analysis } from '../analyser.ts';
import { previewOf } from '../analysis/preview.ts';
import type { TextEdit } from '../model/text.ts';
import type { PreviewMessage } from '../protocol.ts';
import { archiveOf } from './archives.ts';
import { graphIndex, recommendedFixes } from './panel-document.ts';
import { workspaceEdit } from './positions.ts';
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

/** Sets the recommended initialisers, as one step for undo. */
export async function applyRecommended(asked: ChangeAsked): Promise<void> {
  const edits = editsOf(asked);
  if (edits.length === 0) throw new Refusal(vscode.l10n.t('There is nothing to apply.'));
  const applied = await vscode.workspace.applyEdit(workspaceEdit(asked.document, edits));
  if (!applied) throw new Refusal(vscode.l10n.t('The file cannot be written: nothing was applied.'));
}

/** @throws Refusal where the page has seen another version, or where nothing can be written. */
function editsOf({ document, analysis, model, documentVersion }: ChangeAsked): readonly TextEdit[] {
  if (archiveOf(document.uri) !== null) throw new Refusal(vscode.l10n.t('An archive cannot be changed here.'));
  if (document.version !== documentVersion) {
    throw new Refusal(vscode.l10n.t('The file changed meanwhile: look at the new recommendation, then apply it.'));
  }
  return recommendedFixes(analysis, graphIndex(analysis, model)).edits;
}
