import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Analysis, createAnalyser } from '../../../src/analyser.ts';
import { editorEnvironment } from '../../../src/editor/analysis/environment.ts';
import { languageOf } from '../../../src/editor/documents/documents.ts';
import { readSettings } from '../../../src/editor/settings/settings.ts';

/** A second analyser, which reads every text from scratch: what the extension keeps from version to version is held to it. */
export class Core {
  readonly #analyser;
  #made = 0;

  constructor(extension: vscode.Uri) {
    this.#analyser = createAnalyser(editorEnvironment(extension));
  }

  /** Null for a language that is not looked at. */
  async analyse(document: vscode.TextDocument, text = document.getText()): Promise<Analysis | null> {
    const language = languageOf(document);
    if (language === null) return null;
    const uri = `${document.uri.toString()}#${++this.#made}`;
    try {
      const resource = { uri: document.uri, languageId: document.languageId, project: null };
      const { analysis: settings } = readSettings(resource, assert.fail);
      return await this.#analyser.analyse({ uri, language, version: 0, text }, settings);
    } finally {
      this.#analyser.close(uri);
    }
  }

  dispose(): void {
    this.#analyser.dispose();
  }
}
