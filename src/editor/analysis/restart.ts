import * as vscode from 'vscode';
import type { RestartableAnalyser } from '../../analysis/restartable-analyser.ts';
import type { AnalysisService } from './analysis-service.ts';

/** Milliseconds for which the status bar says that it was done. */
const SAID_FOR = 5000;

/** Forgets everything that was read and reads every open document again. Resolves to how many models that found. */
export function registerRestart(
  analyser: RestartableAnalyser,
  analyses: AnalysisService,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('initLens.restart', async (): Promise<number> => {
    const started = performance.now();
    log.info('Restart: parser, kept analyses, imported files and settings are dropped.');
    analyser.restart();
    analyses.forgetAll();
    const documents = vscode.workspace.textDocuments.filter((document) => analyses.whyNot(document) === null);
    await Promise.all(documents.map((document) => analyses.refresh(document)));
    const models = documents.reduce((sum, one) => sum + (analyses.latest(one)?.reading.graphs.length ?? 0), 0);
    const took = (performance.now() - started).toFixed(0);
    log.info(`Restart: read ${documents.length} open documents with ${models} models again in ${took} ms.`);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Init Lens: documents read again {0}', documents.length), SAID_FOR);
    return models;
  });
}
