import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { languageOf } from '../documents/documents.ts';
import type { AnalysisService, NoAnalysis } from './analysis-service.ts';

/** How often an analysis is tried again when the document changes meanwhile. */
const ATTEMPTS = 3;

/**
 * The analysis that a command needs, of the document that it was started on (a menu passes its address), the active one, or,
 * where a page without text has the focus (the walkthrough, a preview), the only one of a kind that can be analysed in sight.
 * Where there is none the user is told why, and the result is null.
 */
export async function analyseAsked(
  analyses: AnalysisService,
  uri: unknown,
): Promise<{ document: vscode.TextDocument; analysis: Analysis } | null> {
  const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : documentInSight();
  if (document === undefined) {
    say(vscode.l10n.t('Open a model file first: TypeScript, JavaScript, JSON, HTML, Vue or Svelte.'));
    return null;
  }
  await analyses.projects.load(document.uri);
  const why = analyses.whyNot(document);
  if (why !== null && why !== 'tooLarge') {
    say(explanation(why));
    return null;
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const analysis = await analyses.analyse(document, true);
    if (analysis !== null) return { document, analysis };
  }
  say(vscode.l10n.t('The file could not be analysed. “Init Lens: Show Output” says more.'));
  return null;
}

function documentInSight(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor !== undefined) return activeTextEditor.document;
  const visible = visibleTextEditors.map((editor) => editor.document).filter((each) => languageOf(each) !== null);
  const [only, ...others] = new Set(visible);
  return others.length === 0 ? only : undefined;
}

/** Why a document has no analysis, and what to do about it. */
export function explanation(why: NoAnalysis): string {
  switch (why) {
    case 'unsupported':
      return vscode.l10n.t(
        'Init Lens reads TypeScript, JavaScript and JSON files, scripts in HTML, Vue and Svelte files, and shows .keras archives.',
      );
    case 'disabled':
      return vscode.l10n.t('Init Lens is switched off for this file by the setting initLens.enable.');
    case 'excluded':
      return vscode.l10n.t('This file is left out by initLens.exclude or by its project’s .initlens.json.');
    case 'noModel':
      return vscode.l10n.t('No model was found in this file.');
    case 'tooLarge':
      return vscode.l10n.t(
        'The file is larger than initLens.maxFileSize: it is checked only by “Init Lens: Check Current File”.',
      );
  }
}

/** Answers a command; nothing waits for the message to be closed. */
export function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
