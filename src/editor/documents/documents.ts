import * as vscode from 'vscode';
import type { DocumentText } from '../../analyser.ts';
import type { Language } from '../../language.ts';
import { ARCHIVE_SCHEME } from '../contributed.ts';
import { COMPONENT_FILES, LANGUAGES, languageOfDocument } from './candidates.ts';

/**
 * Where documents come from that a person edits: disk, unsaved, a repository without a clone, a remote machine. Left out on
 * purpose: notebook cells (a model spread over cells is not one text) and read-only views such as `git` and `output`.
 */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

function schemes(): readonly string[] {
  const ofFolders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  return [...new Set([...SCHEMES, ...ofFolders])];
}

/** Language or path, and scheme, of every document that the features look at. */
export function documentSelector(): vscode.DocumentFilter[] {
  return schemes().flatMap((scheme) => [
    ...Object.keys(LANGUAGES).map((language) => ({ language, scheme })),
    { pattern: COMPONENT_FILES, scheme },
  ]);
}

/** The core's language of a document, null for one that is not looked at; one that stands for an archive is only read. */
export function languageOf(document: vscode.TextDocument): Language | null {
  const { scheme, path } = document.uri;
  const isLookedAt = scheme === ARCHIVE_SCHEME || schemes().includes(scheme);
  return isLookedAt ? languageOfDocument(document.languageId, path) : null;
}

export function documentText(document: vscode.TextDocument, language: Language): DocumentText {
  return { uri: document.uri.toString(), language, version: document.version, text: document.getText() };
}
