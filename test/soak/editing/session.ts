import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Observation } from '../../host/observed/observation.ts';
import type { Core } from './core.ts';
import { Shadow } from './shadow.ts';
import type { Subject } from './subjects.ts';

/** The documents that are being edited, each with what it must say. */
export class Session {
  readonly subjects: readonly Subject[];
  readonly core: Core;
  readonly seen: Observation;
  readonly random: (below: number) => number;
  readonly #open = new Map<vscode.TextDocument, Shadow>();

  constructor(subjects: readonly Subject[], core: Core, seen: Observation, random: (below: number) => number) {
    this.subjects = subjects;
    this.core = core;
    this.seen = seen;
    this.random = random;
  }

  get documents(): readonly vscode.TextDocument[] {
    return [...this.#open.keys()];
  }

  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[this.random(choices.length)];
    assert.ok(chosen !== undefined, 'there is something to choose from');
    return chosen;
  }

  /** Never between the halves of a character pair, where the editor puts no cursor. */
  offsetIn(document: vscode.TextDocument): number {
    const text = document.getText();
    return wholeCharacters(text, this.random(text.length + 1));
  }

  async open({ uri }: Subject): Promise<void> {
    const { document } = await vscode.window.showTextDocument(uri, {
      preview: false,
      viewColumn: vscode.ViewColumn.One,
    });
    if (!this.#open.has(document)) this.#open.set(document, new Shadow(document.getText()));
  }

  /** The editor of one of the open documents, with the focus. */
  async editor(): Promise<vscode.TextEditor> {
    if (this.documents.length === 0) await this.open(this.oneOf(this.subjects));
    const active = vscode.window.activeTextEditor;
    // Mostly one goes on where one is.
    const document =
      active !== undefined && this.#open.has(active.document) && this.random(8) > 0
        ? active.document
        : this.oneOf(this.documents);
    if (active?.document === document) return active;
    return vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
  }

  shadow(document: vscode.TextDocument): Shadow {
    const shadow = this.#open.get(document);
    assert.ok(shadow, 'the document is one of those that are edited');
    return shadow;
  }

  /** Every open document says what the edits made of it. */
  check(): void {
    for (const [document, { text }] of this.#open) {
      assert.equal(document.getText(), text, `${vscode.workspace.asRelativePath(document.uri)} says what was edited`);
    }
  }

  closed(document: vscode.TextDocument): void {
    this.#open.delete(document);
  }

  closedAll(): void {
    this.#open.clear();
  }
}

/** The offset, or the next one where it lies within a character pair. */
export function wholeCharacters(text: string, offset: number): number {
  return /^[\uDC00-\uDFFF]/.test(text.slice(offset, offset + 1)) ? offset + 1 : offset;
}
