import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SAMPLES } from '../../../src/editor/samples.ts';
import { takingFirst } from '../quick-pick.ts';
import {
  closeEverything,
  cursorAt,
  DEEP_MODEL,
  eventually,
  openSample,
  openText,
  pointers,
  reported,
  withSetting,
} from '../workbench.ts';

function activeLabel(): string {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? 'no tab';
}

function panelType(input: unknown): string {
  return input instanceof vscode.TabInputWebview ? input.viewType : '';
}

describe('Copy Report', () => {
  afterEach(closeEverything);

  it('puts findings and prediction of every model into the clipboard', async () => {
    await openText(`${DEEP_MODEL}\n${DEEP_MODEL.slice(DEEP_MODEL.indexOf('const')).replaceAll('model', 'second')}`);
    assert.equal(await vscode.commands.executeCommand('initLens.copyReport'), true);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^## Initialisation of the models in /);
    assert.deepEqual(text.match(/^### .*$/gm), ['### model', '### second']);
    const { packageJSON } = vscode.extensions.getExtension('init-lens.init-lens') ?? {};
    const site = String(packageJSON.repository.url).replace(/\.git$/, '');
    assert.ok(
      text.includes(`| error | [symmetric\\-initializer](${site}/blob/main/docs/rules/symmetric-initializer.md) | 5 |`),
    );
    assert.match(text, /\| \*\*dense\\_2\*\* dense → 64, relu \| 5 \| zeros \| heUniform \| 0 \| 0 \|/);
  });

  it('leaves the clipboard alone where there is no model', async () => {
    await vscode.env.clipboard.writeText('kept');
    await openText('export {};\n');
    assert.equal(await vscode.commands.executeCommand('initLens.copyReport'), false);
    assert.equal(await vscode.env.clipboard.readText(), 'kept');
  });
});

describe('Open Rule Page', () => {
  afterEach(closeEverything);

  it('opens the page on the finding at the cursor', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    cursorAt(editor, DEEP_MODEL.indexOf("'zeros'") + 2);
    assert.equal(await vscode.commands.executeCommand('initLens.openRulePage'), 'symmetric-initializer');
    await eventually(activeLabel, (label) => label.includes('symmetric-initializer.md'), 'the page is shown');
  });

  it('takes the finding of the line where the cursor is beside it', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    cursorAt(editor, DEEP_MODEL.indexOf("model.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInit"));
    assert.equal(await vscode.commands.executeCommand('initLens.openRulePage'), 'symmetric-initializer');
  });

  it('lets the user choose where there is none, first of what is found in the file', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    const [, first = ''] = /(\S+)$/.exec(pointers(editor.document)[0] ?? '') ?? [];
    cursorAt(editor, 0);
    assert.equal(await takingFirst(vscode.commands.executeCommand('initLens.openRulePage')), first);
  });

  it('lists the rules where no file is open', async () => {
    assert.equal(await takingFirst(vscode.commands.executeCommand('initLens.openRulePage')), 'symmetric-initializer');
    await eventually(activeLabel, (label) => label.includes('symmetric-initializer.md'), 'the page is shown');
  });
});

describe('Restart Analysis', () => {
  afterEach(closeEverything);

  it('reads every open document again, to the same findings', async () => {
    const { document } = await openSample('mlp.ts');
    const before = await reported(document);
    assert.ok(Number(await vscode.commands.executeCommand('initLens.restart')) >= 1);
    assert.deepEqual(pointers(document), before);
  });

  it('gives a file that is edited meanwhile its findings too', async () => {
    const editor = await openText(DEEP_MODEL);
    const restart = vscode.commands.executeCommand('initLens.restart');
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '// first line\n'));
    await restart;
    await eventually(
      () => pointers(editor.document),
      (found) => found.some((pointer) => pointer.startsWith("6:79 'zeros'")),
      'the edited text is reported',
    );
  });
});

function isTextOf(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}

describe('Open a Sample Model', () => {
  afterEach(closeEverything);

  for (const [sample, language] of Object.entries(SAMPLES)) {
    it(`opens a copy of ${sample} in which its mistakes are found`, async () => {
      const uri = await vscode.commands.executeCommand<vscode.Uri>('initLens.openSample', sample);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), uri.toString());
      assert.deepEqual([editor.document.isUntitled, editor.document.languageId], [true, language]);
      assert.ok((await reported(editor.document)).length > 0);
    });
  }

  it('lets the user choose among them, and shows an untouched copy again', async () => {
    const uri = await takingFirst(vscode.commands.executeCommand<vscode.Uri>('initLens.openSample'));
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    assert.match(document?.getText() ?? '', /digit-classifier/);
    const again = await vscode.commands.executeCommand<vscode.Uri>('initLens.openSample', 'mlp.ts');
    assert.equal(again.toString(), uri.toString());
  });

  it('leaves the walkthrough in sight, wherever the focus is', async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'init-lens.init-lens#start');
    await vscode.commands.executeCommand('workbench.action.newGroupLeft');
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    const groups = () => [...vscode.window.tabGroups.all].sort((a, b) => a.viewColumn - b.viewColumn);
    await eventually(
      () => groups().map(({ isActive, tabs }) => [isActive, tabs.length]),
      (found) => JSON.stringify(found) === '[[false,0],[true,1]]',
      'the walkthrough beside an empty group',
    );
    const uri = await vscode.commands.executeCommand<vscode.Uri>('initLens.openSample', 'mlp.ts');
    await eventually(
      () => groups().map(({ activeTab }) => activeTab?.input),
      ([left, right, ...more]) => isTextOf(left, uri) && right === undefined && more.length === 0,
      'the sample in the empty group',
    );
  });

  it('can be mended, and shown in the panel, like any file', async () => {
    await vscode.commands.executeCommand('initLens.openSample', 'mlp.ts');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    await reported(document);
    await vscode.commands.executeCommand('initLens.fixAllInFile');
    assert.match(document.getText(), /kernelInitializer: 'heUniform'/);
    await vscode.commands.executeCommand('initLens.showSignalPropagation');
    await eventually(
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => panelType(input))),
      (types) => types.some((type) => type.includes('initLens.signalPropagation')),
      'the panel is open',
    );
  });

  it('opens even where the analysis is switched off', async () => {
    const restore = await withSetting('enable', false);
    try {
      assert.ok(await vscode.commands.executeCommand('initLens.openSample', 'cnn.ts'));
    } finally {
      await restore();
    }
  });
});
