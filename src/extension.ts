import type * as vscode from 'vscode';
import { Doorkeeper } from './editor/start/doorkeeper.ts';
import { registerTasks } from './editor/workspace/tasks.ts';

/** Waits until the extension is needed: what is loaded before is this file and what it imports. */
export function activate(context: vscode.ExtensionContext): void {
  const load = async () => {
    const { start } = await import('./main.ts');
    return () => start(context);
  };
  context.subscriptions.push(new Doorkeeper(context.extension, load), registerTasks(context.extensionUri));
}
