import type * as vscode from 'vscode';
import { createAnalyser } from './analyser.ts';
import { restartableAnalyser } from './analysis/restartable-analyser.ts';
import { ActiveFile } from './editor/analysis/active-file.ts';
import { AnalysisService } from './editor/analysis/analysis-service.ts';
import { editorEnvironment } from './editor/analysis/environment.ts';
import { watchDocuments } from './editor/analysis/live-analysis.ts';
import { registerRestart } from './editor/analysis/restart.ts';
import { CheckTool } from './editor/assistants/language-model-tool.ts';
import { registerChooseRulePage } from './editor/findings/choose-rule-page.ts';
import { FindingDiagnostics } from './editor/findings/diagnostics.ts';
import { RulePages, registerRulePages } from './editor/findings/rule-pages.ts';
import { FindingStatus, registerNextFinding } from './editor/findings/status-bar.ts';
import { registerCodeActions } from './editor/fixes/code-actions.ts';
import { registerFixAll } from './editor/fixes/fix-all.ts';
import { registerRewrites } from './editor/fixes/rewrites.ts';
import { registerCodeLenses } from './editor/hints/code-lens.ts';
import { registerCompletions } from './editor/hints/completions.ts';
import { registerHovers } from './editor/hints/hovers.ts';
import { registerInlayHints } from './editor/hints/inlay-hints.ts';
import { registerInlineSuggestions } from './editor/hints/inline-suggestions.ts';
import { createOutput } from './editor/output.ts';
import { registerPanel } from './editor/panel/panel.ts';
import { registerCompareModels } from './editor/report/compare-models.ts';
import { registerCopyReport } from './editor/report/copy-report.ts';
import { registerSamples } from './editor/samples.ts';
import { ProjectFileProblems } from './editor/settings/project-file-problems.ts';
import { registerTool, type Started } from './editor/start/stand-ins.ts';
import { registerCheckCommands } from './editor/workspace/check-commands.ts';
import { registerFixWorkspace } from './editor/workspace/fix-workspace.ts';
import { WorkspaceCheck } from './editor/workspace/workspace-check.ts';

/** Wires the features. What listens comes before the watcher that starts the first analyses, the log goes last. */
export function start(context: vscode.ExtensionContext): Started {
  const output = createOutput();
  const analyser = restartableAnalyser(() => createAnalyser(editorEnvironment(context.extensionUri)));
  const analyses = new AnalysisService(analyser, output.log);
  const pages = new RulePages(context.extension);
  const diagnostics = new FindingDiagnostics(analyses, pages);
  const workspaceCheck = new WorkspaceCheck(analyses, diagnostics, output.log);
  const tool = new CheckTool(analyses, output.log);
  const panels = registerPanel(context, analyses, output.log);
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
    registerTool(tool),
    watchDocuments(analyses),
    output.log,
  );
  return { panels, tool };
}
