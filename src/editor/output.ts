import * as vscode from 'vscode';

/** The one output channel and the command that shows it. */
export function createOutput(): { log: vscode.LogOutputChannel; command: vscode.Disposable } {
  const log = vscode.window.createOutputChannel('Init Lens', { log: true });
  return { log, command: vscode.commands.registerCommand('initLens.showOutput', () => log.show(true)) };
}
