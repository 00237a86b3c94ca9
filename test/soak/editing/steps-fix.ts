import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isCallable } from '../../host/observed/callbacks.ts';
import type { Observation } from '../../host/observed/observation.ts';
import { ask } from './ask.ts';
import { assertSafe } from './safe-edits.ts';
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
  const offered = actions
    .flat()
    .filter((action) => action instanceof vscode.CodeAction && action.command === undefined);
  if (offered.length === 0) return;
  const action = session.oneOf(offered);
  assert.ok(action instanceof vscode.CodeAction);
  if (action.edit === undefined) resolve(session.seen, action);
  if (action.edit === undefined) return;
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

/** As the editor does with the entry that is chosen. */
function resolve(seen: Observation, action: vscode.CodeAction): void {
  for (const { provider } of seen.providers.get('registerCodeActionsProvider') ?? []) {
    const call: unknown = Reflect.get(provider, 'resolveCodeAction');
    if (isCallable(call)) Reflect.apply(call, provider, [action]);
  }
}

/** Every safe fix, then undone in one step, and half of the time done again. */
export async function fixAll(session: Session): Promise<void> {
  const { document } = await session.editor();
  const shadow = session.shadow(document);
  const analysis = await session.core.analyse(document);
  const edits = analysis?.fixAllEdits() ?? [];
  const wanted = withEdits(shadow.text, edits);
  const mended = await session.core.analyse(document, wanted);
  if (analysis !== null && mended !== null) assertSafe(analysis, mended);
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
