import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

const PAUSE_MS = 200;

/**
 * Takes the first entry of every list that a command shows, until the command is done. What a list holds cannot be read from
 * here, nor when it opens; taking an entry where none is shown does nothing.
 */
export async function takingFirst<T>(command: Thenable<T>): Promise<T> {
  let isDone = false;
  const result = Promise.resolve(command).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await Promise.race([delay(PAUSE_MS), result]);
    if (!isDone) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return result;
}
