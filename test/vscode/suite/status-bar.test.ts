import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, cursorAt, DEEP_MODEL, openText, reported } from '../workbench.ts';

describe('going through the findings', () => {
  afterEach(closeEverything);

  it('goes to the next one and behind the last begins anew', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    cursorAt(editor, 0);
    const lines: number[] = [];
    for (let step = 0; step < 4; step++) {
      await vscode.commands.executeCommand('initLens.nextFinding');
      lines.push(editor.selection.active.line + 1);
    }
    assert.deepEqual(lines, [4, 5, 6, 4]);
  });
});
