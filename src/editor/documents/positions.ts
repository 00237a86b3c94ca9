import * as vscode from 'vscode';
import type { Span, TextEdit } from '../../model/text.ts';

/** What turns an offset into a line and a column: an open document, or a `LineTable` of a file that is not open. */
export interface Positions {
  positionAt(offset: number): vscode.Position;
}

export function rangeOf(positions: Positions, span: Span): vscode.Range {
  return new vscode.Range(positions.positionAt(span.start), positions.positionAt(span.end));
}

export function textEdits(positions: Positions, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(rangeOf(positions, edit), edit.text));
}

/** All edits of one document as one step for undo. */
export function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  result.set(document.uri, textEdits(document, edits));
  return result;
}
