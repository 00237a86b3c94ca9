import type * as vscode from 'vscode';
import { createAnalyser } from './analyser.ts';
import { restartableAnalyser } from './analysis/restartable-analyser.ts';
import { ActiveFile } from './editor/active-file.ts';
import { AnalysisService } from './editor/analysis-service.ts';
import { registerCheckCommands } from './editor/check-commands.ts';
import { registerChooseRulePage } from './editor/choose-rule-page.ts';
import { registerCodeActions } from './editor/code-actions.ts';
import { registerCodeLenses } from './editor/code-lens.ts';
import { registerCompareModels } from './editor/compare-models.ts';
import { registerCompletions } from './editor/completions.ts';
import { registerCopyReport } from './editor/copy-report.ts';
import { FindingDiagnostics } from './editor/diagnostics.ts';
import { editorEnvironment } from './editor/environment.ts';
import { registerFixAll } from './editor/fix-all.ts';
import { registerFixWorkspace } from './editor/fix-workspace.ts';
import { registerHovers } from './editor/hovers.ts';
import { registerInlayHints } from './editor/inlay-hints.ts';
import { registerInlineSuggestions } from './editor/inline-suggestions.ts';
import { registerLanguageModelTool } from './editor/language-model-tool.ts';
import { watchDocuments } from './editor/live-analysis.ts';
import { createOutput } from './editor/output.ts';
import { registerPanel } from './editor/panel.ts';
import { ProjectFileProblems } from './editor/project-file-problems.ts';
import { registerRestart } from './editor/restart.ts';
import { registerRewrites } from './editor/rewrites.ts';
import { RulePages, registerRulePages } from './editor/rule-pages.ts';
import { registerSamples } from './editor/samples.ts';
import { FindingStatus, registerNextFinding } from './editor/status-bar.ts';
import { registerTasks } from './editor/tasks.ts';
import { WorkspaceCheck } from './editor/workspace-check.ts';

/** Wires the features. What listens comes before the watcher that starts the first analyses, the log goes last. */
export function activate(context: vscode.ExtensionContext): void {
  const output = createOutput();
  const analyser = restartableAnalyser(() => createAnalyser(editorEnvironment(context.extensionUri)));
  const analyses = new AnalysisService(analyser, output.log);
  const pages = new RulePages(context.extension);
  const diagnostics = new FindingDiagnostics(analyses, pages);
  const workspaceCheck = new WorkspaceCheck(analyses, diagnostics, output.log);
  context.subscriptions.push(
    output.command,
    analyses,
    diagnostics,
    workspaceCheck,
    new ProjectFileProblems(analyses.projects),
    new ActiveFile(analyses),
    new FindingStatus(analyses),
    registerNextFinding(analyses),
    registerRulePages(pages),
    registerCodeActions(analyses),
    registerRewrites(analyses),
    registerFixAll(analyses),
    registerFixWorkspace(analyses, output.log),
    registerInlineSuggestions(analyses),
    registerCompletions(analyses),
    registerHovers(analyses),
    registerCodeLenses(analyses),
    registerInlayHints(analyses),
    registerCheckCommands(analyses, workspaceCheck),
    registerCompareModels(analyses, pages, output.log),
    registerCopyReport(analyses, pages),
    registerChooseRulePage(analyses),
    registerRestart(analyser, analyses, output.log),
    registerSamples(context.extensionUri),
    registerLanguageModelTool(analyses, output.log),
    registerTasks(context.extensionUri),
    registerPanel(context, analyses, output.log),
    watchDocuments(analyses),
    output.log,
  );
}
