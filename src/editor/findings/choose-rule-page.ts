import * as vscode from 'vscode';
import { RULE_IDS, type RuleId } from '../../advice/rule-id.ts';
import { RULES } from '../../advice/rules/index.ts';
import type { Analysis } from '../../analyser.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { rangeOf } from '../documents/positions.ts';
import { OPEN_RULE_PAGE } from './rule-pages.ts';

/** The page on what is found at the cursor; where that is not one rule, the user chooses among all of them. */
export function registerChooseRulePage(analyses: AnalysisService): vscode.Disposable {
  return vscode.commands.registerCommand('initLens.openRulePage', async (): Promise<RuleId | null> => {
    const editor = vscode.window.activeTextEditor;
    const analysis = editor === undefined ? null : analyses.latest(editor.document);
    const here = editor === undefined || analysis === null ? [] : rulesAt(editor, analysis);
    const [only, ...others] = here;
    const inFile = rulesOf(analysis?.findings ?? []);
    const rule = only !== undefined && others.length === 0 ? only : await pickRule(here, inFile);
    if (rule !== null) await vscode.commands.executeCommand(OPEN_RULE_PAGE, rule);
    return rule;
  });
}

/** Rules of the findings whose text the selection touches; else of those on its line. */
function rulesAt({ document, selection }: vscode.TextEditor, { findings }: Analysis): RuleId[] {
  const ranges = findings.map((finding) => ({ rule: finding.rule, range: rangeOf(document, finding.span) }));
  const touched = ranges.filter(({ range }) => range.intersection(selection) !== undefined);
  const { line } = selection.active;
  const onLine = ranges.filter(({ range }) => range.start.line <= line && line <= range.end.line);
  return rulesOf(touched.length > 0 ? touched : onLine);
}

function rulesOf(findings: readonly { readonly rule: RuleId }[]): RuleId[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

type Item = vscode.QuickPickItem & { readonly rule: RuleId | null };

async function pickRule(here: readonly RuleId[], inFile: readonly RuleId[]): Promise<RuleId | null> {
  const near = new Set([...here, ...inFile]);
  const items = [
    ...group(vscode.l10n.t('At the cursor'), here),
    ...group(
      vscode.l10n.t('In this file'),
      inFile.filter((rule) => !here.includes(rule)),
    ),
    ...group(
      vscode.l10n.t('All rules'),
      RULE_IDS.filter((rule) => !near.has(rule)),
    ),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The rule whose page to open'),
    matchOnDetail: true,
  });
  return picked?.rule ?? null;
}

function group(heading: string, rules: readonly RuleId[]): Item[] {
  if (rules.length === 0) return [];
  const separator: Item = { label: heading, kind: vscode.QuickPickItemKind.Separator, rule: null };
  return [separator, ...rules.map((rule) => ({ label: rule, detail: titleOf(rule), rule }))];
}

function titleOf(rule: RuleId): string {
  return RULES.find(({ id }) => id === rule)?.title ?? '';
}
