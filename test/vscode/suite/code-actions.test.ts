import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, DEEP_MODEL, diagnosticsOf, eventually, openText, reported, ruleOf } from '../workbench.ts';

async function actionsAt(document: vscode.TextDocument, rule: string): Promise<vscode.CodeAction[]> {
  await reported(document);
  const diagnostic = diagnosticsOf(document.uri).find((each) => ruleOf(each) === rule);
  assert.ok(diagnostic, `${rule} is reported`);
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'the action carries its edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('the light bulb', () => {
  afterEach(closeEverything);

  it('writes the proper initialiser over a wrong one, and nothing else', async () => {
    const { document } = await openText(DEEP_MODEL);
    const actions = await actionsAt(document, 'symmetric-initializer');
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    assert.equal(preferred.length, 1, 'one fix is the one to take');
    await apply(preferred[0]);
    assert.equal(document.getText(), DEEP_MODEL.replace("'zeros'", "'heUniform'"));
  });

  it('adds the option where none is written', async () => {
    const { document } = await openText(DEEP_MODEL);
    const actions = await actionsAt(document, 'activation-mismatch');
    await apply(actions.find(({ isPreferred }) => isPreferred));
    assert.equal(
      document.getText(),
      DEEP_MODEL.replace('inputShape: [64] }', "inputShape: [64], kernelInitializer: 'heUniform' }"),
    );
  });

  it('silences a rule for the layer', async () => {
    const { document } = await openText(DEEP_MODEL);
    const actions = await actionsAt(document, 'symmetric-initializer');
    const silence = actions.find(({ title }) => /Do not report .* for this layer/.test(title));
    await apply(silence);
    assert.equal(silence?.isPreferred ?? false, false);
    await eventually(
      () => diagnosticsOf(document.uri).map(ruleOf),
      (rules) => rules.length > 0 && !rules.includes('symmetric-initializer'),
      'the others are still reported',
    );
  });

  it('opens the page on the rule, from the package', async () => {
    const { document } = await openText(DEEP_MODEL);
    const actions = await actionsAt(document, 'symmetric-initializer');
    const page = actions.find(({ title }) => title === 'Open the page on symmetric-initializer');
    assert.ok(page?.command);
    await vscode.commands.executeCommand(page.command.command, ...(page.command.arguments ?? []));
    // It is rendered by an extension of the editor's own, which may have to start.
    await eventually(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '',
      (label) => label.includes('symmetric-initializer'),
      'the page is shown',
    );
  });

  it('offers nothing where nothing is found', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      [],
    );
  });
});
