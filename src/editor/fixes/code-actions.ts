import * as vscode from 'vscode';
import type { Finding, OfferedFix } from '../../advice/finding.ts';
import type { RuleId } from '../../advice/rule-id.ts';
import type { Analysis } from '../../analyser.ts';
import { provenFixes, safeFixes } from '../../analysis/safe-fixes.ts';
import type { Fix } from '../../model/fix.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { say } from '../analysis/asked-analysis.ts';
import { documentSelector } from '../documents/documents.ts';
import { rangeOf, workspaceEdit } from '../documents/positions.ts';
import { showsFinding } from '../findings/finding-diagnostic.ts';
import { OPEN_RULE_PAGE } from '../findings/rule-pages.ts';
import { FIX_WORKSPACE_COMMAND } from '../workspace/fix-workspace.ts';
import { FIX_ALL_COMMAND } from './fix-all.ts';
import { withheld } from './withheld.ts';

/** The light bulb: every fix that a finding offers, silencing it, and the page on its rule. */
export function registerCodeActions(analyses: AnalysisService): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(documentSelector(), new FindingActions(analyses), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

class FindingActions implements vscode.CodeActionProvider {
  readonly #analyses: AnalysisService;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (context.only?.contains(vscode.CodeActionKind.QuickFix) === false) return [];
    const analysis = this.#analyses.latest(document) ?? (await this.#analyses.analyse(document));
    if (analysis === null || token.isCancellationRequested) return [];
    const here = analysis.findings.filter(
      (finding) => rangeOf(document, finding.span).intersection(range) !== undefined,
    );
    const actions = here.flatMap((finding) => findingActions(document, analysis, finding, context.diagnostics));
    if (here.length === 0) return [];
    const rules = [...new Set(here.map(({ rule }) => rule))];
    return [
      ...actions,
      ...rules.flatMap((rule) => wholeRule(document, analysis, rule)),
      ...wholeFile(document, analysis),
    ];
  }

  /** To prove what mends a whole file takes a reading: done for what is chosen, not at every move of the cursor. */
  resolveCodeAction(action: vscode.CodeAction): vscode.CodeAction {
    if (!(action instanceof WholeRule)) return action;
    const { edits, isWithheld } = provenFixes(action.analysis, action.findings);
    if (isWithheld) say(withheld());
    else action.edit = workspaceEdit(action.document, edits);
    return action;
  }
}

function findingActions(
  document: vscode.TextDocument,
  analysis: Analysis,
  finding: Finding,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const graph = analysis.reading.graphs[finding.graph.index];
  if (graph === undefined) return [];
  const diagnostics = shown.filter((diagnostic) => showsFinding(diagnostic, finding, document));
  const actions = [...finding.fixes, ...suppressions(finding)].flatMap((offered) => {
    const edits = analysis.reading.edits(graph, offered.fix);
    if (edits === null) return [];
    const action = quickFix(offered.title, diagnostics);
    action.isPreferred = offered.preferred;
    action.edit = workspaceEdit(document, edits);
    return [action];
  });
  const page = quickFix(vscode.l10n.t('Open the page on {0}', finding.rule), diagnostics);
  page.command = { title: page.title, command: OPEN_RULE_PAGE, arguments: [finding.rule] };
  return [...actions, page];
}

/** Offered where the rule itself offers none; a surface without comments has none (its edits are null). */
function suppressions(finding: Finding): OfferedFix[] {
  if (finding.fixes.some(({ fix }) => fix.kind === 'suppress')) return [];
  const suppress = (title: string, layer: string | null): OfferedFix => {
    const fix: Fix = { kind: 'suppress', layer, rule: finding.rule };
    return { title, preferred: false, safe: false, fix };
  };
  return [
    suppress(vscode.l10n.t('Do not report {0} for this layer', finding.rule), finding.layer),
    suppress(vscode.l10n.t('Do not report {0} in this file', finding.rule), null),
  ];
}

/** One entry that mends what a rule says anywhere in the file; its edit is worked out when it is chosen. */
class WholeRule extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];

  constructor(
    title: string,
    document: vscode.TextDocument,
    { analysis, findings }: { readonly analysis: Analysis; readonly findings: readonly Finding[] },
  ) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.analysis = analysis;
    this.findings = findings;
  }
}

/** Where there is more than one thing to mend. */
function wholeRule(document: vscode.TextDocument, analysis: Analysis, rule: RuleId): vscode.CodeAction[] {
  const findings = analysis.findings.filter((finding) => finding.rule === rule);
  const { length } = safeFixes(analysis.reading, findings).fixes;
  if (length < 2) return [];
  const title = vscode.l10n.t('Fix all {0} of {1} in this file', length, rule);
  return [new WholeRule(title, document, { analysis, findings })];
}

/** Entries that mend the whole file, and the workspace, where more than the finding at hand can be mended. */
function wholeFile(document: vscode.TextDocument, analysis: Analysis): vscode.CodeAction[] {
  const mendable = analysis.findings.filter((finding) => finding.fixes.some((fix) => fix.preferred && fix.safe));
  if (mendable.length < 2) return [];
  const file = quickFix(vscode.l10n.t('Apply every safe Init Lens fix in this file'), []);
  file.command = { title: file.title, command: FIX_ALL_COMMAND, arguments: [document.uri] };
  if (vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return [file];
  const workspace = quickFix(vscode.l10n.t('Apply every safe Init Lens fix in the workspace, with a preview'), []);
  workspace.command = { title: workspace.title, command: FIX_WORKSPACE_COMMAND };
  return [file, workspace];
}

function quickFix(title: string, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  return action;
}
