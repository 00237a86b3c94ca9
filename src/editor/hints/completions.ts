import * as vscode from 'vscode';
import { completionsAt } from '../../analysis/completions.ts';
import type { ValueCompletion } from '../../analysis/value-completion.ts';
import { escapeMarkdown } from '../../model/markdown.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { documentSelector } from '../documents/documents.ts';
import { rangeOf, textEdits } from '../documents/positions.ts';

/** In the list of suggestions: initialisers and activations in the file's spelling, best first. */
export function registerCompletions(analyses: AnalysisService): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    documentSelector(),
    {
      async provideCompletionItems(document, position, token) {
        if (!analyses.settings(document.uri).completions) return [];
        const analysis = await analyses.analyse(document);
        if (analysis === null || token.isCancellationRequested) return [];
        return completionsAt(analysis, document.offsetAt(position)).map((one, rank) => item(document, one, rank));
      },
    },
    "'",
    '"',
  );
}

function item(document: vscode.TextDocument, completion: ValueCompletion, rank: number): vscode.CompletionItem {
  const { label, text, snippet, replace, beside, filter, detail, documentation, isBest } = completion;
  const made = new vscode.CompletionItem(
    { label, ...(detail === '' ? {} : { description: detail }) },
    snippet === null ? vscode.CompletionItemKind.Value : vscode.CompletionItemKind.Snippet,
  );
  made.insertText = snippet === null ? text : new vscode.SnippetString(snippet);
  made.range = rangeOf(document, replace);
  made.additionalTextEdits = textEdits(document, beside);
  made.filterText = filter;
  // Before what others suggest within the same quotes.
  made.sortText = `!${String(rank).padStart(2, '0')}`;
  if (detail !== '') made.detail = detail;
  if (documentation !== '') made.documentation = new vscode.MarkdownString(escapeMarkdown(documentation));
  if (isBest) made.preselect = true;
  return made;
}
