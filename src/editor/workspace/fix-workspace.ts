import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { provenFixes, type SafeFixes } from '../../analysis/safe-fixes.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { say } from '../analysis/asked-analysis.ts';
import { readCandidate } from '../documents/candidate-file.ts';
import { LineTable } from '../documents/line-table.ts';
import { type Positions, rangeOf } from '../documents/positions.ts';
import { withheld } from '../fixes/withheld.ts';
import { sayLate } from './walk-messages.ts';
import { type Walked, type WalkRequest, walkWorkspace } from './workspace-walk.ts';

export const FIX_WORKSPACE_COMMAND = 'initLens.fixAllInWorkspace';

/** Every safe fix of every file of the workspace, shown in the editor's own preview before anything is written. */
export function registerFixWorkspace(analyses: AnalysisService, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(FIX_WORKSPACE_COMMAND, async () => {
    const { edit, walked, heldBack } = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Init Lens looks for what can be fixed'),
        cancellable: true,
      },
      (progress, token) => workspaceFixes({ analyses, log, progress, token }),
    );
    if (walked.end === 'cancelled') return;
    if (walked.end === 'late') sayLate(walked);
    if (edit.size === 0) {
      if (walked.end !== 'done') return;
      const [first] = heldBack;
      if (first === undefined) say(vscode.l10n.t('There is nothing to fix in this workspace.'));
      else say(`${vscode.workspace.asRelativePath(first)}: ${withheld()}`);
      return;
    }
    showBeforehand(edit);
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  });
}

export interface WorkspaceFixes {
  readonly edit: vscode.WorkspaceEdit;
  readonly walked: Walked;
  /** Files whose fixes are held back. */
  readonly heldBack: readonly vscode.Uri[];
}

/** The fixes of what was looked at. */
export async function workspaceFixes(request: WalkRequest): Promise<WorkspaceFixes> {
  const { analyses, log } = request;
  const edit = new vscode.WorkspaceEdit();
  const heldBack: vscode.Uri[] = [];
  const walked = await walkWorkspace(request, async (uri) => {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const text = open === undefined ? await readCandidate(uri, log, analyses.settings(uri).maxLength) : open.getText();
    const analysis =
      open === undefined ? text && (await analyses.analyseFile(uri, text)) : await analyses.analyse(open, true);
    if (!text || !analysis) return;
    const { fixes, isWithheld } = provenFixes(analysis);
    addFixes(edit, uri, { analysis, fixes }, open ?? new LineTable(text));
    if (!isWithheld) return;
    heldBack.push(uri);
    log.warn(`${uri.toString()}: ${withheld()}`);
  });
  return { edit, walked, heldBack };
}

/**
 * Makes the editor show the edit before it is applied. It does so where a part needs confirmation, which then is not ticked:
 * a file that is there is to be created unless it is there, which changes nothing and which the preview does not list.
 */
function showBeforehand(edit: vscode.WorkspaceEdit): void {
  const [first] = edit.entries();
  if (first === undefined) return;
  edit.createFile(first[0], { ignoreIfExists: true }, { needsConfirmation: true, label: 'Init Lens' });
}

/** One group of the preview for each rule; every change has a box of its own, ticked. */
function addFixes(
  edit: vscode.WorkspaceEdit,
  uri: vscode.Uri,
  { analysis, fixes }: { readonly analysis: Analysis; readonly fixes: SafeFixes['fixes'] },
  positions: Positions,
): void {
  for (const { finding, title } of fixes) {
    const graph = analysis.reading.graphs[finding.graph.index];
    const fix = finding.fixes.find((one) => one.preferred && one.safe)?.fix;
    const edits = graph === undefined || fix === undefined ? null : analysis.reading.edits(graph, fix);
    const metadata = { needsConfirmation: false, label: finding.rule, description: title };
    for (const one of edits ?? []) edit.replace(uri, rangeOf(positions, one), one.text, metadata);
  }
}
