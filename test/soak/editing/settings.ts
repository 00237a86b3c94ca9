import * as vscode from 'vscode';

/** Nothing but what the test types gets into a document, and a file that is opened again has nothing to undo. */
const PLAIN_TYPING: Readonly<Record<string, unknown>> = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoSurround': 'never',
  'editor.autoIndent': 'none',
  'editor.acceptSuggestionOnCommitCharacter': false,
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.unusualLineTerminators': 'off',
  'files.autoSave': 'off',
  'files.restoreUndoStack': false,
};

export async function typePlainly(): Promise<void> {
  for (const [name, value] of Object.entries(PLAIN_TYPING)) {
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  }
}
