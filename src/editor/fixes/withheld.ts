import * as vscode from 'vscode';

/** Why fixes that there are were not applied. */
export function withheld(): string {
  return vscode.l10n.t(
    'With the fixes in place the rest of the file would be read differently, as happens where it has a syntax error. Nothing was changed: correct the error first.',
  );
}
