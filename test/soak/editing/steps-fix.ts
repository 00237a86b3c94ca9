import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './ask.ts';
import { architecture } from './core.ts';
import type { Session } from './session.ts';
import { withEdits } from './shadow.ts';

/** One of the light bulb's entries at one of the findings. */
export async function quickFix(session: Session): Promise<void> {
  const { document } = await session.editor();
  const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'init-lens');
  if (found.length === 0) return;
  const { range } = session.oneOf(found);
  const context = { diagnostics: found, only: undefined, triggerKind: vscode.CodeActionTriggerKind.Invoke };
  const actions = await ask(session.seen, 'registerCodeActionsProvider', 'provideCodeActions', [
    document,
    document.validateRange(range),
    context,
  ]);
  const edits = actions.flat().filter((action) => action instanceof vscode.CodeAction && action.edit !== undefined);
  if (edits.length === 0) return;
  const action = session.oneOf(edits);
  assert.ok(action instanceof vscode.CodeAction && action.edit);
  const shadow = session.shadow(document);
  const own = action.edit.get(document.uri).map(({ range: place, newText }) => ({
    start: document.offsetAt(place.start),
    end: document.offsetAt(place.end),
    text: newText,
  }));
  const wanted = withEdits(shadow.text, own);
  assert.ok(await vscode.workspace.applyEdit(action.edit), 'the editor takes a fix');
  shadow.became(wanted);
}

/** Every safe fix, then undone in one step, and half of the time done again. */
export async function fixAll(session: Session): Promise<void> {
  const { document } = await session.editor();
  const shadow = session.shadow(document);
  const analysis = await session.core.analyse(document);
  const wanted = withEdits(shadow.text, analysis?.fixAllEdits() ?? []);
  await keepsArchitecture(session, document, shadow.text, wanted);
  await vscode.commands.executeCommand('initLens.fixAllInFile', document.uri);
  const before = shadow.text;
  shadow.became(wanted);
  session.check();
  if (wanted === before) return;
  await vscode.commands.executeCommand('undo');
  shadow.undo();
  assert.equal(document.getText(), before, 'one undo takes all of fix all back');
  if (session.random(2) === 0) return;
  await vscode.commands.executeCommand('redo');
  shadow.redo();
}

async function keepsArchitecture(
  session: Session,
  document: vscode.TextDocument,
  before: string,
  after: string,
): Promise<void> {
  const [was, is] = await Promise.all([session.core.analyse(document, before), session.core.analyse(document, after)]);
  if (was === null || is === null || was.reading.limits.length + is.reading.limits.length > 0) return;
  const texts = `before:\n${before}\nafter:\n${after}`;
  assert.deepEqual(
    architecture(is),
    architecture(was),
    `safe fixes leave layers, shapes and weights as they are; ${texts}`,
  );
}
