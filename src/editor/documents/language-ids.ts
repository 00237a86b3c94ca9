import * as vscode from 'vscode';
import { languageOfPath } from '../../language.ts';
import { languageIdOf } from './candidates.ts';

/** Extensions whose editor language is not the first of their language in the core. */
const BY_EXTENSION: Readonly<Record<string, string>> = { jsx: 'javascriptreact', jsonc: 'jsonc' };

/** The editor's language of a document, by which settings may differ; null for a file that is not open. */
export function openLanguageId(uri: vscode.Uri): string | null {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key)?.languageId ?? null;
}

/** The language that the editor gives a file by its extension; null for one that is not read. */
export function languageIdOfPath(path: string): string | null {
  const special = BY_EXTENSION[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (special !== undefined) return special;
  const language = languageOfPath(path);
  return language === null ? null : languageIdOf(language);
}
