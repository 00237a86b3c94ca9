import * as vscode from 'vscode';
import type { Finding, Severity } from '../../advice/finding.ts';
import type { RuleId } from '../../advice/rule-id.ts';
import type { Analysis } from '../../analyser.ts';
import { type Positions, rangeOf } from '../documents/positions.ts';
import { relatedPlaces } from './related-places.ts';
import type { RulePages } from './rule-pages.ts';

export const SOURCE = 'init-lens';

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What is reported is text that the framework passes over: it is faded, like code that is never reached. */
const WITHOUT_EFFECT: ReadonlySet<RuleId> = new Set(['dropped-argument']);

/** Every finding of an analysis as the editor shows it. */
export function findingDiagnostics(
  analysis: Analysis,
  uri: vscode.Uri,
  positions: Positions,
  pages: RulePages,
): vscode.Diagnostic[] {
  return analysis.findings.map((finding) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(positions, finding.span),
      finding.message,
      SEVERITY[finding.severity],
    );
    diagnostic.source = SOURCE;
    diagnostic.code = { value: finding.rule, target: pages.link(finding.rule) };
    if (WITHOUT_EFFECT.has(finding.rule)) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    diagnostic.relatedInformation = relatedPlaces(analysis.reading, finding).map(
      ({ span, message }) =>
        new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, rangeOf(positions, span)), message),
    );
    return diagnostic;
  });
}

/** Whether a shown diagnostic stands for the finding: by rule and place, never by its text. */
export function showsFinding(diagnostic: vscode.Diagnostic, finding: Finding, positions: Positions): boolean {
  const { code } = diagnostic;
  const rule = typeof code === 'object' ? code.value : code;
  return (
    diagnostic.source === SOURCE && rule === finding.rule && diagnostic.range.isEqual(rangeOf(positions, finding.span))
  );
}
