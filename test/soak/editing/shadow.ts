import type { TextEdit } from '../../../src/model/text.ts';

/** What a document must say after the edits so far, and what undo and redo must bring back. */
export class Shadow {
  #text: string;
  readonly #undo: string[] = [];
  readonly #redo: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** One step for undo. An edit that changes nothing is none. */
  became(text: string): void {
    if (text === this.#text) return;
    this.#undo.push(this.#text);
    this.#redo.length = 0;
    this.#text = text;
  }

  /** Whether there is something of this document to undo: the editor may know of more, from before it was closed. */
  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  undo(): void {
    this.#go(this.#undo, this.#redo);
  }

  redo(): void {
    this.#go(this.#redo, this.#undo);
  }

  #go(from: string[], to: string[]): void {
    const text = from.pop();
    if (text === undefined) return;
    to.push(this.#text);
    this.#text = text;
  }
}

/** The text with edits made, all of them in the text as it was. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}
