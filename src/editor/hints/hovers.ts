import * as vscode from 'vscode';
import { explanationMarkdown } from '../../advice/explain/render.ts';
import type { Analysis } from '../../analyser.ts';
import { type ExplainedPlace, explainedAt } from '../../analysis/explained-at.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { documentSelector } from '../documents/documents.ts';
import { rangeOf } from '../documents/positions.ts';
import { OPEN_RULE_PAGE } from '../findings/rule-pages.ts';
import { SHOW_PANEL_COMMAND } from '../panel/panel.ts';
import { hoverChart } from './hover-chart.ts';

/** On a layer's name, its initialisers and its activation: the numbers behind the advice. */
export function registerHovers(analyses: AnalysisService): vscode.Disposable {
  return vscode.languages.registerHoverProvider(documentSelector(), new ExplanationHovers(analyses));
}

class ExplanationHovers implements vscode.HoverProvider {
  readonly #analyses: AnalysisService;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    if (!this.#analyses.settings(document.uri).hovers) return null;
    const analysis = await this.#analyses.analyse(document);
    if (analysis === null || token.isCancellationRequested) return null;
    const place = explainedAt(analysis, document.offsetAt(position));
    return place === null ? null : new vscode.Hover(contents(document, analysis, place), rangeOf(document, place.span));
  }
}

/** Only the commands behind its links may be run from it; nothing of it is read as HTML. */
function contents(document: vscode.TextDocument, analysis: Analysis, place: ExplainedPlace): vscode.MarkdownString {
  const rules = [...new Set(place.findings.map(({ rule }) => rule))];
  const index = analysis.reading.graphs.indexOf(place.graph);
  const links = [
    ...rules.map((rule) => link(rule, OPEN_RULE_PAGE, [rule])),
    ...(place.graph.kind === 'loose'
      ? []
      : [link(vscode.l10n.t('Show propagation'), SHOW_PANEL_COMMAND, [document.uri, index])]),
  ];
  const chart = hoverChart(analysis, place.graph, place.layer);
  const parts = place.explanations.map((each, i) =>
    i === 0 ? explanationMarkdown(each, links.join(' · '), chart) : explanationMarkdown(each),
  );
  const markdown = new vscode.MarkdownString(parts.join('\n\n---\n\n'));
  markdown.isTrusted = { enabledCommands: [OPEN_RULE_PAGE, SHOW_PANEL_COMMAND] };
  return markdown;
}

function link(text: string, command: string, args: readonly unknown[]): string {
  return `[${text}](command:${command}?${encodeURIComponent(JSON.stringify(args)).replaceAll('(', '%28').replaceAll(')', '%29')})`;
}
