import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { closeEverything, cursorAt, DEEP_MODEL, eventually, openText, withSetting } from '../workbench.ts';

/** The deep model with its third layer's options being typed. */
function typed(option: string): string {
  return DEEP_MODEL.replace("64, activation: 'relu' }));", `64, activation: 'relu', ${option} }));`);
}

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
    const editor = await openText(typed(''));
    cursorAt(editor, typed('').indexOf("'relu',  }") + "'relu', ".length);
    assert.equal(await takeGhostText(editor), typed("kernelInitializer: 'heUniform'"));
  });

  it('goes on with a name that is half typed', async () => {
    const editor = await openText(typed('kernelIn'));
    cursorAt(editor, typed('kernelIn').indexOf('kernelIn }') + 'kernelIn'.length);
    assert.equal(await takeGhostText(editor), typed("kernelInitializer: 'heUniform'"));
  });

  it('goes on with a value that is half typed', async () => {
    const half = "kernelInitializer: 'he'";
    const editor = await openText(typed(half));
    cursorAt(editor, typed(half).indexOf(half) + half.length - 1);
    assert.equal(await takeGhostText(editor), typed("kernelInitializer: 'heUniform'"));
  });

  it('suits the activation that is written', async () => {
    const text = typed('kernelIn').replace("'relu', kernelIn ", "'tanh', kernelIn ");
    const editor = await openText(text);
    cursorAt(editor, text.indexOf('kernelIn }') + 'kernelIn'.length);
    assert.equal(await takeGhostText(editor), text.replace('kernelIn }', "kernelInitializer: 'glorotUniform' }"));
  });

  it('stays away where an initialiser is written, and outside layers', async () => {
    const editor = await openText(DEEP_MODEL);
    cursorAt(editor, DEEP_MODEL.indexOf("'relu', kernelInitializer: 'zeros'") + "'relu',".length);
    assert.equal(await textWithoutGhost(editor), DEEP_MODEL);
    cursorAt(editor, DEEP_MODEL.indexOf('tf.sequential();') + 'tf.sequential();'.length);
    assert.equal(await textWithoutGhost(editor), DEEP_MODEL);
  });

  it('has a switch of its own', async () => {
    const restore = await withSetting('inlineSuggestions.enable', false);
    const editor = await openText(typed('kernelIn'));
    cursorAt(editor, typed('kernelIn').indexOf('kernelIn }') + 'kernelIn'.length);
    assert.equal(await textWithoutGhost(editor), typed('kernelIn'));
    await restore();
  });
});
