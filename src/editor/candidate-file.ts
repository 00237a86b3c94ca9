import * as vscode from 'vscode';
import { mayHoldModel } from '../frontends/may-hold-model.ts';
import { languageOfPath } from '../language.ts';
import { MAX_LENGTH } from './candidates.ts';

/** Bytes above which a file is left out even when the whole workspace is checked. */
const MAX_BYTES = 16 * MAX_LENGTH;

/** The text of a file that no editor has open; null for one that is not analysed: too large, gone, or without a model. */
export async function readCandidate(uri: vscode.Uri, log: vscode.LogOutputChannel): Promise<string | null> {
  const language = languageOfPath(uri.path);
  if (language === null) return null;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) {
      log.warn(`${vscode.workspace.asRelativePath(uri)} is left out: it is larger than ${MAX_BYTES} bytes.`);
      return null;
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return mayHoldModel(text, language) ? text : null;
  } catch (error) {
    log.warn(`${vscode.workspace.asRelativePath(uri)} could not be read.`, error);
    return null;
  }
}
