import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './ask.ts';
import type { Session } from './session.ts';
import { withEdits } from './shadow.ts';

async function place(session: Session) {
  const { document } = await session.editor();
  return { document, position: document.positionAt(session.offsetIn(document)) };
}

export async function moveCursor(session: Session): Promise<void> {
  const editor = await session.editor();
  const [from, to] = [session.offsetIn(editor.document), session.offsetIn(editor.document)];
  const anchor = editor.document.positionAt(from);
  editor.selection = new vscode.Selection(anchor, session.random(2) === 0 ? anchor : editor.document.positionAt(to));
  editor.revealRange(editor.selection);
}

export async function hover(session: Session): Promise<void> {
  const { document, position } = await place(session);
  await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
}

/** Ours alone: TypeScript's take seconds. */
export async function complete(session: Session): Promise<void> {
  const { document, position } = await place(session);
  const context = { triggerKind: vscode.CompletionTriggerKind.Invoke, triggerCharacter: undefined };
  await ask(session.seen, 'registerCompletionItemProvider', 'provideCompletionItems', [document, position, context]);
}

export async function look(session: Session): Promise<void> {
  const { document } = await session.editor();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  await vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
  await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 20);
}

/** Asks for ghost text at the cursor and takes it with Tab: the text is as it was, or with what was offered. */
export async function ghostText(session: Session): Promise<void> {
  const editor = await session.editor();
  const { document } = editor;
  const position = document.positionAt(session.offsetIn(document));
  editor.selection = new vscode.Selection(position, position);
  const context = { triggerKind: vscode.InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
  const offered = await ask(session.seen, 'registerInlineCompletionItemProvider', 'provideInlineCompletionItems', [
    document,
    position,
    context,
  ]);
  const shadow = session.shadow(document);
  const before = shadow.text;
  const possible = offered.flat().map((item) => {
    assert.ok(item instanceof vscode.InlineCompletionItem && item.range && typeof item.insertText === 'string');
    assert.equal(item.range.end.line, position.line, 'ghost text stands on the line of the cursor');
    const [start, end] = [document.offsetAt(item.range.start), document.offsetAt(item.range.end)];
    return withEdits(before, [{ start, end, text: item.insertText }]);
  });
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
  const after = document.getText();
  assert.ok(after === before || possible.includes(after), 'ghost text inserts what was offered');
  shadow.became(after);
}
