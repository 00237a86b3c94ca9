import * as vscode from 'vscode';

/** Why fixes that there are were not applied. */
export function withheld(): string {
  return vscode.l10n.t(
    'The file has a syntax error, and with the fixes in place the rest of it would be read differently. Correct the error first: nothing was changed.',
  );
}
