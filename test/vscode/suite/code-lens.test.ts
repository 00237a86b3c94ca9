import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, eventually, openText, replace, reported, withSetting } from '../workbench.ts';

async function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const all: vscode.CodeLens[] = await vscode.commands.executeCommand(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return all.filter(({ command }) => /layers|Show propagation|Fix all/.test(command?.title ?? ''));
}

const titles = (found: readonly vscode.CodeLens[]) => found.map(({ command }) => command?.title ?? '');

describe('the code lens', () => {
  afterEach(closeEverything);

  it('says what the model is and what becomes of its signal, on the line where it begins', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    const found = await eventually(
      () => lenses(document),
      ({ length }) => length === 3,
      'the lens is there',
    );
    // What is resolved late comes last here; in the window it is first.
    const [show, fix, figures = ''] = titles(found);
    assert.match(figures, /^4 layers · 12,740 parameters · signal × 0 · gradient × 0$/);
    assert.deepEqual([show, fix], ['Show propagation', 'Fix all (3)']);
    assert.deepEqual([...new Set(found.map(({ range }) => range.start.line))], [2]);
  });

  it('mends the model in one step, and then offers nothing to mend', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    const found = await eventually(
      () => lenses(document),
      ({ length }) => length === 3,
      'the lens is there',
    );
    const fix = found.find(({ command }) => command?.title.startsWith('Fix all'));
    assert.ok(fix?.command);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    assert.equal(document.getText().match(/heUniform/g)?.length, 3);
    await eventually(
      () => lenses(document),
      ({ length }) => length === 2,
      'nothing is left to mend',
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), DEEP_MODEL);
  });

  it('stays on its line while a layer is half typed', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    await eventually(
      () => lenses(editor.document),
      ({ length }) => length === 3,
      'the lens is there',
    );
    await replace(editor, 'tf.sequential();', 'tf.seq(');
    const lines = async () => [...new Set((await lenses(editor.document)).map(({ range }) => range.start.line))];
    assert.deepEqual(await lines(), [2], 'before the text is read again');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.deepEqual(await lines(), [2], 'and after');
    await replace(editor, 'tf.seq(', 'other();');
    await eventually(
      lines,
      (found) => !found.includes(2),
      'where the text is whole and begins no model there, it goes',
    );
  });

  it('can be switched off', async () => {
    const restore = await withSetting('codeLens', false);
    try {
      const { document } = await openText(DEEP_MODEL);
      await reported(document);
      assert.deepEqual(titles(await lenses(document)), []);
    } finally {
      await restore();
    }
  });
});
