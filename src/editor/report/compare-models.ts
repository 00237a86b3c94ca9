import * as vscode from 'vscode';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { say } from '../analysis/asked-analysis.ts';
import { showMarkdown } from '../findings/markdown-preview.ts';
import type { RulePages } from '../findings/rule-pages.ts';
import { sayLate } from '../workspace/walk-messages.ts';
import { ComparisonDocuments, comparisonUri } from './comparison-documents.ts';
import { type ModelChoice, openModels, pickModel, workspaceModels } from './model-choices.ts';
import { reportTools } from './report-tools.ts';

/** Two models, chosen among those of the open files and of the workspace, side by side in a Markdown preview. */
export function registerCompareModels(
  analyses: AnalysisService,
  pages: RulePages,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.Disposable.from(
    new ComparisonDocuments(analyses, reportTools(pages)),
    vscode.commands.registerCommand('initLens.compareModels', () => compare(new Choices(analyses, log))),
  );
}

/** @returns the comparison's address; null if nothing was compared. */
async function compare(choices: Choices): Promise<vscode.Uri | null> {
  const left = await choices.pick(
    vscode.l10n.t('Compare Two Models (1 of 2)'),
    vscode.l10n.t('The model on the left'),
    null,
  );
  if (left === null) return null;
  const right = await choices.pick(
    vscode.l10n.t('Compare Two Models (2 of 2)'),
    vscode.l10n.t('The model to set beside {0}', left.name),
    left,
  );
  if (right === null) return null;
  const uri = comparisonUri(addressOf(left), addressOf(right));
  await showMarkdown(uri);
  return uri;
}

function addressOf({ uri, index, name }: ModelChoice) {
  return { document: uri.toString(), index, name };
}

/** What there is to choose from; the workspace is looked through once, and only if the user asks. */
class Choices {
  readonly #analyses: AnalysisService;
  readonly #log: vscode.LogOutputChannel;
  #ofWorkspace: readonly ModelChoice[] | null = null;

  constructor(analyses: AnalysisService, log: vscode.LogOutputChannel) {
    this.#analyses = analyses;
    this.#log = log;
  }

  /** @param except is not offered: it is chosen already. */
  async pick(title: string, placeHolder: string, except: ModelChoice | null): Promise<ModelChoice | null> {
    const open = await openModels(this.#analyses);
    for (;;) {
      const offersMore = this.#ofWorkspace === null && vscode.workspace.workspaceFolders !== undefined;
      const choices = [...open, ...(this.#ofWorkspace ?? [])].filter((choice) => !isSame(choice, except));
      if (choices.length === 0 && !offersMore) {
        say(vscode.l10n.t('There are no two models to compare in the open files and the workspace.'));
        return null;
      }
      const picked = await pickModel(choices, { title, placeHolder, offersMore });
      if (picked !== 'more') return picked;
      this.#ofWorkspace = await this.#search();
    }
  }

  async #search(): Promise<ModelChoice[]> {
    const { choices, walked } = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Init Lens looks for models'),
        cancellable: true,
      },
      (progress, token) => workspaceModels({ analyses: this.#analyses, log: this.#log, progress, token }),
    );
    if (walked.end === 'late') sayLate(walked);
    return choices;
  }
}

function isSame(a: ModelChoice, b: ModelChoice | null): boolean {
  return b !== null && a.uri.toString() === b.uri.toString() && a.index === b.index;
}
