import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, eventually, openText, reported, withSetting } from '../workbench.ts';

function hintsOf(document: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
}

const labels = (hints: readonly vscode.InlayHint[]) =>
  hints.map(({ position, label }) => `${position.line + 1}: ${typeof label === 'string' ? label : ''}`);

const FIRST = ["4: kernelInitializer: 'glorotNormal'", '4: → 64 · signal × 0.39'];

describe('inlay hints', () => {
  afterEach(closeEverything);

  it('tell every layer’s default, shape and factor', async () => {
    const restore = await withSetting('inlayHints', 'on');
    try {
      const { document } = await openText(DEEP_MODEL);
      await reported(document);
      const found = labels(await hintsOf(document));
      for (const hint of [...FIRST, '5: → 64 · signal × 0', "6: kernelInitializer: 'glorotNormal'", '7: → 4']) {
        assert.ok(found.includes(hint), `${hint} among ${found.join(', ')}`);
      }
    } finally {
      await restore();
    }
  });

  it('come with the mouse where nothing is set, and go with the next edit', async () => {
    const editor = await openText(DEEP_MODEL);
    const { document } = editor;
    await reported(document);
    assert.deepEqual(labels(await hintsOf(document)), []);
    const position = document.positionAt(DEEP_MODEL.indexOf('dense(') + 1);
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
    await eventually(
      async () => labels(await hintsOf(document)),
      (found) => JSON.stringify(found) === JSON.stringify(FIRST),
      'the hints of the layer under the mouse',
    );
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '\n'));
    assert.deepEqual(labels(await hintsOf(document)), []);
  });

  it('can be switched off', async () => {
    const restore = await withSetting('inlayHints', 'off');
    try {
      const { document } = await openText(DEEP_MODEL);
      await reported(document);
      const position = document.positionAt(DEEP_MODEL.indexOf('dense(') + 1);
      await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
      assert.deepEqual(labels(await hintsOf(document)), []);
    } finally {
      await restore();
    }
  });
});
