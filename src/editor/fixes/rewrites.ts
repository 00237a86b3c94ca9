import * as vscode from 'vscode';
import type { Alternative } from '../../advice/alternatives.ts';
import { type Rewrite, rewritesAt } from '../../analysis/rewrites.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { documentSelector } from '../documents/documents.ts';
import { workspaceEdit } from '../documents/positions.ts';

const REWRITE = vscode.CodeActionKind.RefactorRewrite.append('initLens');
const EXTRACT = vscode.CodeActionKind.RefactorExtract.append('initLens');

/** The refactorings at a layer: other initialisers that suit, the default written out, a constant for what is shared. */
export function registerRewrites(analyses: AnalysisService): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    documentSelector(),
    {
      async provideCodeActions(document, range, context, token) {
        const isAsked = (kind: vscode.CodeActionKind) => context.only === undefined || context.only.contains(kind);
        if (!isAsked(REWRITE) && !isAsked(EXTRACT)) return [];
        const analysis = await analyses.analyse(document);
        if (analysis === null || token.isCancellationRequested) return [];
        const actions = rewritesAt(analysis, document.offsetAt(range.start)).map((rewrite) => {
          const action = new vscode.CodeAction(titleOf(rewrite), rewrite.kind === 'extract' ? EXTRACT : REWRITE);
          action.edit = workspaceEdit(document, rewrite.edits);
          return action;
        });
        return actions.filter(({ kind }) => kind !== undefined && isAsked(kind));
      },
    },
    { providedCodeActionKinds: [REWRITE, EXTRACT] },
  );
}

function titleOf(rewrite: Rewrite): string {
  switch (rewrite.kind) {
    case 'alternative':
      return vscode.l10n.t('Set {0} to {1} ({2})', rewrite.option, rewrite.text, inWords(rewrite.how));
    case 'explicit':
      return vscode.l10n.t('Write out the default: {0}: {1}', rewrite.option, rewrite.text);
    case 'extract':
      return vscode.l10n.t('Extract into a constant, here and wherever the same {0} is written', rewrite.text);
  }
}

function inWords(kind: Alternative['kind']): string {
  switch (kind) {
    case 'proper':
      return vscode.l10n.t('recommended');
    case 'uniform':
      return vscode.l10n.t('uniform');
    case 'normal':
      return vscode.l10n.t('normal');
    case 'exact':
      return vscode.l10n.t('exact scale');
    case 'orthogonal':
      return vscode.l10n.t('orthogonal');
  }
}
