import * as vscode from 'vscode';
import { offeredOptions } from '../../analysis/offered-options.ts';
import type { OptionInsertion } from '../../frontends/frontend.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { documentSelector } from '../documents/documents.ts';
import { rangeOf } from '../documents/positions.ts';

/** Ghost text: inside a layer's options, the initialiser that suits its activation. */
export function registerInlineSuggestions(analyses: AnalysisService): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider(
    documentSelector(),
    new InitializerSuggestions(analyses),
  );
}

class InitializerSuggestions implements vscode.InlineCompletionItemProvider {
  readonly #analyses: AnalysisService;

  constructor(analyses: AnalysisService) {
    this.#analyses = analyses;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    if (!this.#analyses.settings(document.uri).inlineSuggestions) return [];
    // Nobody waits for findings with a key in the air.
    const analysis = await this.#analyses.read(document);
    if (analysis === null || token.isCancellationRequested) return [];
    const items = offeredOptions(analysis, document.offsetAt(position)).flatMap((insertion) =>
      inlineItem(insertion, rangeOf(document, insertion.replace), context.selectedCompletionInfo),
    );
    return context.triggerKind === vscode.InlineCompletionTriggerKind.Automatic ? items.slice(0, 1) : items;
  }
}

/**
 * The insertion as ghost text. While the suggest widget has an entry selected, only an insertion that goes on from that entry
 * may be shown, over the entry's range.
 */
function inlineItem(
  insertion: OptionInsertion,
  range: vscode.Range,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem[] {
  if (selected === undefined) return [new vscode.InlineCompletionItem(insertion.text, range)];
  const goesOn = insertion.text.startsWith(selected.text) && selected.range.start.isEqual(range.start);
  return goesOn ? [new vscode.InlineCompletionItem(insertion.text, selected.range)] : [];
}
