import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { provenFixes } from '../../analysis/safe-fixes.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, say } from '../analysis/asked-analysis.ts';
import { documentSelector } from '../documents/documents.ts';
import { workspaceEdit } from '../documents/positions.ts';
import { withheld } from './withheld.ts';

export const FIX_ALL_COMMAND = 'initLens.fixAllInFile';

/** `"editor.codeActionsOnSave": { "source.fixAll.initLens": "explicit" }` applies every safe fix on save. */
const FIX_ALL_KIND = vscode.CodeActionKind.SourceFixAll.append('initLens');

/** Saving never waits longer for an analysis that is not there yet. */
const SAVE_BUDGET_MS = 250;

/** Every safe fix of a file at once, as a command and as a source action; one step for undo. */
export function registerFixAll(analyses: AnalysisService): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(FIX_ALL_COMMAND, (uri: unknown) => fixAllInFile(analyses, uri)),
    vscode.languages.registerCodeActionsProvider(documentSelector(), new FixAllProvider(analyses), {
      providedCodeActionKinds: [FIX_ALL_KIND],
    }),
  );
}

async function fixAllInFile(analyses: AnalysisService, uri: unknown): Promise<void> {
  const asked = await analyseAsked(analyses, uri);
  if (asked === null) return;
  const { edits, isWithheld } = provenFixes(asked.analysis);
  if (edits.length === 0) {
    say(isWithheld ? withheld() : vscode.l10n.t('There is nothing to fix in this file.'));
    return;
  }
  const applied = await vscode.workspace.applyEdit(workspaceEdit(asked.document, edits));
  if (!applied) say(vscode.l10n.t('The file changed meanwhile, or cannot be written: nothing was fixed.'));
}

class FixAllProvider implements vscode.CodeActionProvider {
  readonly #analyses: AnalysisService;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    // Asked for on save or from the Source Action menu, never by a moving cursor.
    if (context.only?.contains(FIX_ALL_KIND) !== true) return [];
    const analysis = this.#analyses.latest(document) ?? (await withinBudget(this.#analyses.analyse(document)));
    if (analysis === null || token.isCancellationRequested) return [];
    const edits = analysis.fixAllEdits();
    if (edits.length === 0) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Apply every safe Init Lens fix'), FIX_ALL_KIND);
    action.edit = workspaceEdit(document, edits);
    return [action];
  }
}

/** The analysis if it comes in time, else null; its result is still kept for the next one who asks. */
function withinBudget(analysis: Promise<Analysis | null>): Promise<Analysis | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), SAVE_BUDGET_MS);
    analysis.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
