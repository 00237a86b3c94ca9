import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { closeEverything, cursorAfter, DEEP_MODEL, eventually, openText, withSetting } from '../workbench.ts';

/** Asks for ghost text at the cursor and takes it, as Tab does; again until it was there to be taken. */
async function takeGhostText(editor: vscode.TextEditor): Promise<string> {
  const before = editor.document.getText();
  return eventually(
    async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await delay(100);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return editor.document.getText();
    },
    (text) => text !== before,
    'ghost text is offered and taken',
  );
}

/** The text after ghost text had every chance to appear and be taken. */
async function textWithoutGhost(editor: vscode.TextEditor): Promise<string> {
  for (let attempt = 0; attempt < 3; attempt++) {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await delay(200);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
  }
  return editor.document.getText();
}

describe('ghost text', () => {
  afterEach(closeEverything);

  it("offers the activation's initialiser inside a layer's options", async () => {
    const line = "model.add(tf.layers.dense({ units: 64, activation: 'relu',  }));";
    const text = DEEP_MODEL.replace("model.add(tf.layers.dense({ units: 64, activation: 'relu' }));", line);
    const editor = await openText(text);
    cursorAfter(editor, "units: 64, activation: 'relu', ");
    // The first such place is the first layer's: move on to the empty one.
    cursorAfter(editor, line.slice(0, line.indexOf(' }));')));
    const taken = await takeGhostText(editor);
    assert.equal(taken, text.replace("'relu',  }", "'relu', kernelInitializer: 'heUniform' }"));
  });

  it('goes on with a name that is half typed', async () => {
    const text = DEEP_MODEL.replace("activation: 'relu' }));", "activation: 'relu', kernelIn }));");
    const editor = await openText(text);
    cursorAfter(editor, 'kernelIn }'.slice(0, -2));
    const position = editor.document.positionAt(text.indexOf('kernelIn }') + 'kernelIn'.length);
    editor.selection = new vscode.Selection(position, position);
    const taken = await takeGhostText(editor);
    assert.equal(taken, text.replace('kernelIn }', "kernelInitializer: 'heUniform' }"));
  });

  it('suits the activation that is written', async () => {
    const text = DEEP_MODEL.replace("activation: 'relu' }));", "activation: 'tanh', kernelIn }));");
    const editor = await openText(text);
    const position = editor.document.positionAt(text.indexOf('kernelIn }') + 'kernelIn'.length);
    editor.selection = new vscode.Selection(position, position);
    assert.equal(await takeGhostText(editor), text.replace('kernelIn }', "kernelInitializer: 'glorotUniform' }"));
  });

  it('stays away where an initialiser is written, and outside layers', async () => {
    const editor = await openText(DEEP_MODEL);
    cursorAfter(editor, "kernelInitializer: 'zeros'");
    assert.equal(await textWithoutGhost(editor), DEEP_MODEL);
    cursorAfter(editor, 'tf.sequential();');
    assert.equal(await textWithoutGhost(editor), DEEP_MODEL);
  });

  it('has a switch of its own', async () => {
    const restore = await withSetting('inlineSuggestions.enable', false);
    const text = DEEP_MODEL.replace("activation: 'relu' }));", "activation: 'relu', kernelIn }));");
    const editor = await openText(text);
    const position = editor.document.positionAt(text.indexOf('kernelIn }') + 'kernelIn'.length);
    editor.selection = new vscode.Selection(position, position);
    assert.equal(await textWithoutGhost(editor), text);
    await restore();
  });
});
