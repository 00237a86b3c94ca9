import * as vscode from 'vscode';
import { WALK_MINUTES, type Walked } from './workspace-walk.ts';

/** Says that looking through the workspace stopped at its limit, how far it came, and what to do about it. */
export function lateMessage({ files, total }: Pick<Walked, 'files' | 'total'>): string {
  if (total === null) {
    return vscode.l10n.t(
      'Stopped after {0} minutes, before all files of the workspace were found. Exclude the folders that hold no models (files.exclude, search.exclude, .gitignore).',
      WALK_MINUTES,
    );
  }
  return vscode.l10n.t(
    'Stopped after {0} minutes: {1} of {2} files were looked at. Exclude the folders that hold no models (files.exclude, search.exclude, .gitignore): the output names the slowest.',
    WALK_MINUTES,
    files,
    total,
  );
}

/** Shows the message with a way to the output; nothing waits for the answer. */
export function sayLate(walked: Pick<Walked, 'files' | 'total'>): void {
  const show = vscode.l10n.t('Show Output');
  void vscode.window.showWarningMessage(lateMessage(walked), show).then((choice) => {
    if (choice === show) return vscode.commands.executeCommand('initLens.showOutput');
    return undefined;
  });
}
