import * as vscode from 'vscode';
import { mayHoldModel } from '../../frontends/may-hold-model.ts';
import { languageOfPath } from '../../language.ts';
import { MAX_LENGTH } from './candidates.ts';

/** How many times larger than what is read as one types a file may be when the whole workspace is checked. */
const ALLOWANCE = 16;

/** The text of a file that no editor has open; null for one that is not analysed: too large, gone, or without a model. */
export async function readCandidate(
  uri: vscode.Uri,
  log: vscode.LogOutputChannel,
  maxLength = MAX_LENGTH,
): Promise<string | null> {
  const language = languageOfPath(uri.path);
  if (language === null) return null;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > ALLOWANCE * maxLength) {
      log.warn(
        `${vscode.workspace.asRelativePath(uri)} is left out: it is larger than ${ALLOWANCE * maxLength} bytes.`,
      );
      return null;
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return mayHoldModel(text, language) ? text : null;
  } catch (error) {
    log.warn(`${vscode.workspace.asRelativePath(uri)} could not be read.`, error);
    return null;
  }
}
