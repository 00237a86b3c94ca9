import * as vscode from 'vscode';
import { lineAt, lineStarts } from '../../model/lines.ts';
import type { Positions } from './positions.ts';

/** Positions in the text of a file that no editor has open. */
export class LineTable implements Positions {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = lineStarts(text);
  }

  positionAt(offset: number): vscode.Position {
    const line = lineAt(this.#starts, offset);
    return new vscode.Position(line, offset - (this.#starts[line] ?? 0));
  }
}
