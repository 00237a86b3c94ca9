import * as vscode from 'vscode';
import { eventually } from '../../vscode/workbench.ts';
import type { Session } from './session.ts';

/** Null as in a new window. */
const SETTINGS: readonly (readonly [string, readonly unknown[]])[] = [
  ['inlayHints', ['on', 'off', 'onHover']],
  ['debounce', [0, 50, null]],
  ['codeLens', [false, null]],
  ['prefer', ['uniform', 'normal', null]],
];

export async function openAnother(session: Session): Promise<void> {
  await session.open(session.oneOf(session.subjects));
}

/** What was typed and not saved is dropped. The document itself stays for some minutes: the editor may still need it. */
export async function closeOne(session: Session): Promise<void> {
  const { document } = await session.editor();
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await eventually(
    () => document.isClosed || !document.isDirty,
    (isClean) => isClean,
    'what is closed goes back to what was saved',
  );
  session.closed(document);
}

export async function save(session: Session): Promise<void> {
  const { document } = await session.editor();
  await document.save();
}

export async function openPanel(session: Session): Promise<void> {
  await session.editor();
  await vscode.commands.executeCommand('initLens.showSignalPropagation');
}

export async function closePanel(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vscode.TabInputWebview));
}

export async function changeSetting(session: Session): Promise<void> {
  const [name, values] = session.oneOf(SETTINGS);
  await setting(name, session.oneOf(values));
}

/** As a new window has them. */
export async function defaultSettings(): Promise<void> {
  for (const [name] of SETTINGS) await setting(name, null);
}

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('initLens')
    .update(name, value ?? undefined, vscode.ConfigurationTarget.Global);
}

export async function checkWorkspace(): Promise<void> {
  await vscode.commands.executeCommand('initLens.checkWorkspace');
}
