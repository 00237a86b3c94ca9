import * as vscode from 'vscode';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, explanation, say } from '../analysis/asked-analysis.ts';
import { sayLate } from './walk-messages.ts';
import type { WorkspaceCheck, WorkspaceSummary } from './workspace-check.ts';

/** Check Current File and Check Workspace; each resolves to what it found. */
export function registerCheckCommands(analyses: AnalysisService, workspaceCheck: WorkspaceCheck): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('initLens.checkFile', (uri: unknown) => checkFile(analyses, uri)),
    vscode.commands.registerCommand('initLens.checkWorkspace', () => checkWorkspace(workspaceCheck)),
  );
}

/** @returns the number of findings; null if the file was not checked. */
async function checkFile(analyses: AnalysisService, uri: unknown): Promise<number | null> {
  const asked = await analyseAsked(analyses, uri);
  if (asked === null) return null;
  const { document, analysis } = asked;
  analyses.publish(document, analysis);
  const found = analysis.findings.length;
  if (analysis.reading.graphs.length === 0) say(explanation('noModel'));
  else if (found === 0) say(vscode.l10n.t('Every initialiser in this file suits its layer.'));
  else offerProblems(vscode.l10n.t('Findings in this file: {0}.', found));
  return found;
}

async function checkWorkspace(workspaceCheck: WorkspaceCheck): Promise<WorkspaceSummary> {
  const summary = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Init Lens checks the workspace'),
      cancellable: true,
    },
    (progress, token) => workspaceCheck.run(progress, token),
  );
  const { files, withModels, findings, end } = summary;
  if (end === 'late') {
    sayLate(summary);
    return summary;
  }
  const message =
    end === 'cancelled'
      ? vscode.l10n.t('Stopped. Files checked: {0}, with models: {1}, findings: {2}.', files, withModels, findings)
      : vscode.l10n.t('Files checked: {0}, with models: {1}, findings: {2}.', files, withModels, findings);
  if (findings > 0) offerProblems(message);
  else say(message);
  return summary;
}

/** Says what was found with a way to see it; the command does not wait for the answer. */
function offerProblems(message: string): void {
  const show = vscode.l10n.t('Show Problems');
  void vscode.window.showInformationMessage(message, show).then((choice) => {
    if (choice === show) return vscode.commands.executeCommand('workbench.actions.view.problems');
    return undefined;
  });
}
