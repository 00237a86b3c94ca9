import * as vscode from 'vscode';
import { modelReports } from '../../analysis/report/model-report.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { analyseAsked, explanation, say } from '../analysis/asked-analysis.ts';
import { shownName } from '../documents/archives.ts';
import type { RulePages } from '../findings/rule-pages.ts';
import { reportMarkdown } from './model-markdown.ts';
import { reportTools } from './report-tools.ts';

/** A report of the active file's models, as Markdown, into the clipboard. Resolves to whether there was one. */
export function registerCopyReport(analyses: AnalysisService, pages: RulePages): vscode.Disposable {
  return vscode.commands.registerCommand('initLens.copyReport', async (uri: unknown): Promise<boolean> => {
    const asked = await analyseAsked(analyses, uri);
    if (asked === null) return false;
    const models = modelReports(asked.analysis);
    if (models.length === 0) {
      say(explanation('noModel'));
      return false;
    }
    await vscode.env.clipboard.writeText(reportMarkdown(shownName(asked.document.uri), models, reportTools(pages)));
    say(
      models.length === 1
        ? vscode.l10n.t('The report on 1 model is in the clipboard, as Markdown.')
        : vscode.l10n.t('The report on {0} models is in the clipboard, as Markdown.', models.length),
    );
    return true;
  });
}
