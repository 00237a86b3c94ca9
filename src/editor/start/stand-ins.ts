import * as vscode from 'vscode';
import { isRecord } from '../../protocol/guard.ts';
import { PANEL_TYPE, TOOL_NAME } from '../contributed.ts';

/** What the editor may ask of the extension by a name that the manifest gives, once all of it is loaded. */
export interface Started {
  readonly panels: vscode.WebviewPanelSerializer;
  readonly tool: vscode.LanguageModelTool<unknown>;
}

/** Stands in for what is not loaded yet: each call loads it and goes on to the real one. */
export function standIns(extension: vscode.Extension<unknown>, start: () => Promise<Started>): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandsOf(extension.packageJSON).map((command) =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) => {
        await start();
        return vscode.commands.executeCommand(command, ...args);
      }),
    ),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state) => (await start()).panels.deserializeWebviewPanel(panel, state),
    }),
    registerTool({
      prepareInvocation: async (options, token) => (await start()).tool.prepareInvocation?.(options, token),
      invoke: async (options, token) => (await start()).tool.invoke(options, token),
    }),
  );
}

/** Nothing where VS Code has no such tools: editors that are built on it may leave language models out. */
export function registerTool(tool: vscode.LanguageModelTool<unknown>): vscode.Disposable {
  if (!('lm' in vscode) || typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => undefined);
  return vscode.lm.registerTool(TOOL_NAME, tool);
}

/** The commands that the manifest contributes. */
function commandsOf(manifest: unknown): string[] {
  const contributes = isRecord(manifest) ? manifest.contributes : null;
  const commands = isRecord(contributes) ? contributes.commands : null;
  if (!Array.isArray(commands)) throw new Error('The manifest contributes no commands.');
  return commands.flatMap((one: unknown) => (isRecord(one) && typeof one.command === 'string' ? [one.command] : []));
}
