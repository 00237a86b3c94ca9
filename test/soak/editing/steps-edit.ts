import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LONGEST_REMOVAL, SNIPPETS } from '../../builders/damaged.ts';
import { type Session, wholeCharacters } from './session.ts';
import { withEdits } from './shadow.ts';

const PASTED_LINES = 8;
/** No white space, which would end an undo step, and no closing brackets, with which the editor indents their line anew. */
const TYPED = ['activation', 'kernelInitializer', "'tanh'", 'units:8', '"Dense"', 'tf.layers', 'heUni', '1234', ',{'];

/** Undo steps of their own: what each made of the text is known. */
async function replaced(session: Session, editor: vscode.TextEditor, start: number, end: number, text: string) {
  const { document } = editor;
  const shadow = session.shadow(document);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const wanted = withEdits(shadow.text, [{ start, end, text }]);
  assert.ok(await editor.edit((builder) => builder.replace(range, text)), 'the editor takes an edit');
  shadow.became(wanted);
}

export async function insert(session: Session): Promise<void> {
  const editor = await session.editor();
  const at = session.offsetIn(editor.document);
  await replaced(session, editor, at, at, session.oneOf(SNIPPETS));
}

export async function remove(session: Session): Promise<void> {
  const editor = await session.editor();
  const at = session.offsetIn(editor.document);
  const text = editor.document.getText();
  const end = wholeCharacters(text, Math.min(text.length, at + 1 + session.random(LONGEST_REMOVAL)));
  await replaced(session, editor, at, end, '');
}

/** Some lines of another file. */
export async function paste(session: Session): Promise<void> {
  const editor = await session.editor();
  const lines = session.oneOf(session.subjects).text.split('\n');
  const first = session.random(lines.length);
  const piece = `${lines.slice(first, first + 1 + session.random(PASTED_LINES)).join('\n')}\n`;
  const at = editor.document.offsetAt(new vscode.Position(session.random(editor.document.lineCount), 0));
  await replaced(session, editor, at, at, piece);
}

/**
 * At the cursor, as a keyboard does it: the command goes through the characters. A cursor moved by a command ends the undo
 * step of what was typed before; one that an extension puts somewhere does not.
 */
export async function type(session: Session): Promise<void> {
  const editor = await session.editor();
  const { document } = editor;
  const at = document.positionAt(session.offsetIn(document));
  await vscode.commands.executeCommand('cursorHome');
  editor.selection = new vscode.Selection(at, at);
  const offset = document.offsetAt(at);
  const shadow = session.shadow(document);
  const text = session.oneOf(TYPED);
  await vscode.commands.executeCommand('type', { text });
  shadow.became(withEdits(shadow.text, [{ start: offset, end: offset, text }]));
}

export async function undo(session: Session): Promise<void> {
  const { document } = await session.editor();
  const shadow = session.shadow(document);
  if (!shadow.canUndo) return;
  await vscode.commands.executeCommand('undo');
  shadow.undo();
}

export async function redo(session: Session): Promise<void> {
  const { document } = await session.editor();
  const shadow = session.shadow(document);
  if (!shadow.canRedo) return;
  await vscode.commands.executeCommand('redo');
  shadow.redo();
}
