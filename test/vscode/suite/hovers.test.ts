import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, openText, reported, withSetting } from '../workbench.ts';

/** The Markdown that Init Lens shows at the first place of a text. */
async function hoverAt(document: vscode.TextDocument, written: string): Promise<string[]> {
  await reported(document);
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(written) + 1),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .filter((text) => text.includes('standard deviation, real'));
}

describe('hovers', () => {
  afterEach(closeEverything);

  it('explain the initialiser that the mouse rests on, with a way to the rule’s page', async () => {
    const { document } = await openText(DEEP_MODEL);
    const [text = '', ...others] = await hoverAt(document, "'zeros'");
    assert.deepEqual(others, []);
    assert.ok(text.includes("'heUniform'"), text);
    assert.ok(text.includes('[symmetric-initializer](command:_initLens.openRulePage?'), text);
  });

  it('say nothing between options', async () => {
    const { document } = await openText(DEEP_MODEL);
    assert.deepEqual(await hoverAt(document, 'units: 64'), []);
  });

  it('can be switched off', async () => {
    const restore = await withSetting('hover.enable', false);
    try {
      const { document } = await openText(DEEP_MODEL);
      assert.deepEqual(await hoverAt(document, "'zeros'"), []);
    } finally {
      await restore();
    }
  });
});
