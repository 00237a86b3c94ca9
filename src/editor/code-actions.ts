import * as vscode from 'vscode';
import type { Finding, OfferedFix } from '../advice/finding.ts';
import type { Analysis } from '../analyser.ts';
import type { Fix } from '../model/fix.ts';
import type { AnalysisService } from './analysis-service.ts';
import { documentSelector } from './documents.ts';
import { showsFinding } from './finding-diagnostic.ts';
import { FIX_ALL_COMMAND } from './fix-all.ts';
import { rangeOf, workspaceEdit } from './positions.ts';
import { OPEN_RULE_PAGE } from './rule-pages.ts';

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
    return here.length > 0 ? [...actions, ...wholeFile(document, analysis)] : [];
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

/** One entry that mends the whole file, where more than the finding at hand can be mended. */
function wholeFile(document: vscode.TextDocument, analysis: Analysis): vscode.CodeAction[] {
  const mendable = analysis.findings.filter((finding) => finding.fixes.some((fix) => fix.preferred && fix.safe));
  if (mendable.length < 2) return [];
  const action = quickFix(vscode.l10n.t('Apply every safe Init Lens fix in this file'), []);
  action.command = { title: action.title, command: FIX_ALL_COMMAND, arguments: [document.uri] };
  return [action];
}

function quickFix(title: string, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  return action;
}
