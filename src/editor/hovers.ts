import * as vscode from 'vscode';
import { explanationMarkdown } from '../advice/explain/render.ts';
import { type ExplainedPlace, explainedAt } from '../analysis/explained-at.ts';
import type { AnalysisService } from './analysis-service.ts';
import { documentSelector } from './documents.ts';
import { rangeOf } from './positions.ts';
import { OPEN_RULE_PAGE } from './rule-pages.ts';

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
    return place === null ? null : new vscode.Hover(contents(place), rangeOf(document, place.span));
  }
}

/** Only the command that opens a rule's page may be run from it; nothing of it is read as HTML. */
function contents({ explanations, findings }: ExplainedPlace): vscode.MarkdownString {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const pages = rules.map((rule) => {
    const argument = encodeURIComponent(JSON.stringify([rule]));
    return `[${rule}](command:${OPEN_RULE_PAGE}?${argument})`;
  });
  const parts = explanations.map((each, i) => explanationMarkdown(each, i === 0 ? pages.join(' · ') : ''));
  const markdown = new vscode.MarkdownString(parts.join('\n\n---\n\n'));
  markdown.isTrusted = { enabledCommands: [OPEN_RULE_PAGE] };
  return markdown;
}
