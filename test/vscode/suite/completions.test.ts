import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, openText, reported, withSetting } from '../workbench.ts';

/** The deep model with something else in the place of the second layer's initialiser. */
function typed(written: string): string {
  return DEEP_MODEL.replace("kernelInitializer: 'zeros'", written);
}

/** What Init Lens lists at `|`. */
async function listed(marked: string): Promise<vscode.CompletionItem[]> {
  const offset = marked.indexOf('|');
  const { document } = await openText(marked.replace('|', ''));
  await reported(document);
  const list: vscode.CompletionList = await vscode.commands.executeCommand(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
  return list.items.filter(({ sortText }) => sortText?.startsWith('!'));
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

describe('the list of suggestions', () => {
  afterEach(closeEverything);

  it('offers initialisers within the quotes, best first', async () => {
    const items = await listed(typed("kernelInitializer: '|'"));
    const [best] = items;
    assert.ok(best);
    assert.equal(labelOf(best), 'heUniform');
    assert.equal(best.detail, 'σ = 0.18, recommended');
    assert.equal(best.preselect, true);
    assert.ok(best.documentation instanceof vscode.MarkdownString && /He et al/.test(best.documentation.value));
    const scaling = items.find((item) => labelOf(item) === 'varianceScaling');
    assert.ok(scaling?.insertText instanceof vscode.SnippetString);
  });

  it('offers activations', async () => {
    assert.ok((await listed(typed("activation: '|'"))).map(labelOf).includes('tanh'));
  });

  it('offers nothing in comments and other strings', async () => {
    assert.deepEqual(await listed(typed("name: '|'")), []);
    assert.deepEqual(await listed(`${DEEP_MODEL}// kernelInitializer: '|'`), []);
  });

  it('can be switched off', async () => {
    const restore = await withSetting('completions', false);
    try {
      assert.deepEqual(await listed(typed("kernelInitializer: '|'")), []);
    } finally {
      await restore();
    }
  });
});
