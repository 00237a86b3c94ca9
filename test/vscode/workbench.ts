import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

const POLL_MS = 25;
const PATIENCE_MS = 5000;

/** A model whose middle layer can be typed into: enough relu layers for the framework's default to be reported. */
export const DEEP_MODEL = `import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 64, activation: 'relu', inputShape: [64] }));
model.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros' }));
model.add(tf.layers.dense({ units: 64, activation: 'relu' }));
model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
`;

export async function openSample(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the suite runs with the samples open as a folder');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

/** How many documents were made: a name that is used again can bring back what the last one held. */
let made = 0;

/** Types a new document that is nowhere on disk. */
export async function openText(content: string, extension = 'ts'): Promise<vscode.TextEditor> {
  made++;
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `typed-${made}.${extension}` });
  const editor = await vscode.window.showTextDocument(uri);
  assert.ok(await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), content)));
  return editor;
}

/** Closes every editor and drops what was typed, one by one: closing them all at once asks about unsaved ones. */
export async function closeEverything(): Promise<void> {
  await eventually(
    async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
    },
    (tabs) => tabs === 0,
    'every editor closes',
  );
}

/** Waits until a value is what is wanted; fails with the last one. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  wanted: (value: T) => boolean,
  what: string,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) assert.fail(`${what}; last seen: ${JSON.stringify(value, null, 1)}`);
    await delay(POLL_MS);
  }
}

/** Our diagnostics of a document, in the order of the text. */
export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'init-lens')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  assert.ok(typeof code === 'object', 'the code links to the page on the rule');
  return String(code.value);
}

/** `line:column text rule` of each diagnostic, lines and columns 1-based: what a reader of the file would point at. */
export function pointers(document: vscode.TextDocument): string[] {
  return diagnosticsOf(document.uri).map((diagnostic) => {
    const { start } = diagnostic.range;
    return `${start.line + 1}:${start.character + 1} ${document.getText(diagnostic.range)} ${ruleOf(diagnostic)}`;
  });
}

/** Waits for the first diagnostics of a document. */
export async function reported(document: vscode.TextDocument): Promise<string[]> {
  return eventually(
    () => pointers(document),
    (found) => found.length > 0,
    'findings are reported',
  );
}

/** Replaces the first occurrence of a text in the editor, as typing would. */
export async function replace(editor: vscode.TextEditor, written: string, text: string): Promise<void> {
  const start = editor.document.getText().indexOf(written);
  assert.notEqual(start, -1, `the document holds ${written}`);
  const { document } = editor;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + written.length));
  assert.ok(await editor.edit((builder) => builder.replace(range, text)));
}

export function cursorAt(editor: vscode.TextEditor, offset: number): void {
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
}

/** Changes a setting for the workspace until the returned function is called. */
export async function withSetting(name: string, value: unknown): Promise<() => Promise<void>> {
  const configuration = vscode.workspace.getConfiguration('initLens');
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  return async () => configuration.update(name, undefined, vscode.ConfigurationTarget.Global);
}

/**
 * Makes a folder in the workspace and waits until the workbench's watcher tells of it. What is made in a folder that the
 * watcher has not met yet can stay unwatched for good: on Linux each folder is watched only after it was seen.
 */
export async function makeWatchedFolder(uri: vscode.Uri): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  let isWatched = false;
  const subscription = watcher.onDidCreate((created) => {
    if (created.toString() === uri.toString()) isWatched = true;
  });
  try {
    await vscode.workspace.fs.createDirectory(uri);
    await eventually(
      () => isWatched,
      (told) => told,
      `${uri.path} is watched`,
    );
  } finally {
    subscription.dispose();
    watcher.dispose();
  }
}
