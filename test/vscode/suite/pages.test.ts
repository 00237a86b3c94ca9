import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import {
  closeEverything,
  cursorAt,
  diagnosticsOf,
  eventually,
  openText,
  pointers,
  replace,
  reported,
  ruleOf,
  withSetting,
} from '../workbench.ts';

const FIRST = `tf.layers.dense({ units: 64, inputShape: [64], activation: 'relu', kernelInitializer: 'zeros' })`;
const HALF = `tf.layers.dense({ units: 64, activation: 'relu',  })`;
const MODEL = `  const model = tf.sequential();
  model.add(${FIRST});
  model.add(${HALF});
  model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
`;

/** A page and components around the same lines, indented as people indent them. */
const PAGES: Readonly<Record<string, string>> = {
  html: `<!DOCTYPE html>
<title>1 < 2</title>
<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script>
<p title="<script>">'</p>
<script>
${MODEL}</script>
<p>"</p>
`,
  vue: `<template><p>{{ "it's" }}</p></template>

<script setup lang="ts">
  import * as tf from '@tensorflow/tfjs';
${MODEL}</script>

<style>p::before { content: "'" }</style>
`,
  svelte: `<script>
  import * as tf from '@tensorflow/tfjs';
${MODEL}</script>

<p>{model.name}'s</p>
`,
};

for (const [extension, page] of Object.entries(PAGES)) {
  describe(`a .${extension} file`, () => {
    afterEach(closeEverything);

    const open = async () => {
      const editor = await openText(page, extension);
      await reported(editor.document);
      return editor;
    };
    const ask = <T>(provider: string, document: vscode.TextDocument, ...more: unknown[]): Thenable<T> =>
      vscode.commands.executeCommand(`vscode.execute${provider}`, document.uri, ...more);
    const placeOf = (document: vscode.TextDocument, written: string, behind = 0) =>
      document.positionAt(document.getText().indexOf(written) + behind);

    it('has its findings at their places, and follows what is typed', async () => {
      const editor = await open();
      const line = page.slice(0, page.indexOf("'zeros'")).split('\n');
      const expected = `${line.length}:${(line.at(-1) ?? '').length + 1} 'zeros' symmetric-initializer`;
      assert.ok(pointers(editor.document).includes(expected), pointers(editor.document).join('\n'));
      await replace(editor, "'zeros'", "'heUniform'");
      await eventually(
        () => pointers(editor.document),
        (found) => !found.some((pointer) => pointer.endsWith('symmetric-initializer')),
        'the finding goes away when it is mended',
      );
    });

    it('has a fix that changes the initialiser and nothing else', async () => {
      const { document } = await open();
      const diagnostic = diagnosticsOf(document.uri).find((each) => ruleOf(each) === 'symmetric-initializer');
      assert.ok(diagnostic);
      const actions = await ask<vscode.CodeAction[]>(
        'CodeActionProvider',
        document,
        diagnostic.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const preferred = actions.find(({ isPreferred }) => isPreferred);
      assert.ok(preferred?.edit);
      assert.ok(await vscode.workspace.applyEdit(preferred.edit));
      assert.equal(document.getText(), page.replace("'zeros'", "'heUniform'"));
    });

    it('takes ghost text where an option lacks, in its own style', async () => {
      const editor = await open();
      cursorAt(editor, page.indexOf(HALF) + HALF.indexOf("'relu', ") + "'relu', ".length);
      const text = await eventually(
        async () => {
          await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
          await delay(100);
          await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
          return editor.document.getText();
        },
        (now) => now !== page,
        'ghost text is offered and taken',
      );
      assert.equal(text, page.replace(HALF, HALF.replace("'relu', ", "'relu', kernelInitializer: 'heUniform'")));
    });

    it('has hovers, lenses, hints and suggestions', async () => {
      const restore = await withSetting('inlayHints', 'on');
      try {
        const { document } = await open();
        const hovers = await ask<vscode.Hover[]>('HoverProvider', document, placeOf(document, "'zeros'", 2));
        const shown = hovers.flatMap(({ contents }) =>
          contents.map((one) => (typeof one === 'string' ? one : one.value)),
        );
        assert.ok(
          shown.some((text) => text.includes('symmetric-initializer')),
          'the hover explains the initialiser',
        );
        const lenses = await ask<vscode.CodeLens[]>('CodeLensProvider', document, 100);
        const figures = lenses.find(({ command }) => /3 layers/.test(command?.title ?? ''));
        assert.equal(figures?.range.start.line, placeOf(document, 'tf.sequential').line);
        const whole = new vscode.Range(0, 0, document.lineCount, 0);
        const hints = await ask<vscode.InlayHint[]>('InlayHintProvider', document, whole);
        const { line } = placeOf(document, 'units: 4,');
        assert.ok(hints.some((hint) => hint.position.line === line && String(hint.label).includes('→ 4')));
        const place = placeOf(document, "'zeros'", 1);
        const { items } = await ask<vscode.CompletionList>('CompletionItemProvider', document, place);
        const own = items.filter(({ sortText }) => sortText?.startsWith('!'));
        const names = own.map(({ label }) => (typeof label === 'string' ? label : label.label));
        assert.ok(names.includes('heUniform'), names.join());
      } finally {
        await restore();
      }
    });

    it('is mended as a whole in one step', async () => {
      const { document } = await open();
      await vscode.commands.executeCommand('initLens.fixAllInFile');
      const mended = document.getText();
      assert.ok(!mended.includes('zeros') && mended.includes('heUniform'));
      assert.equal(
        mended.replaceAll(/,? ?kernelInitializer: '\w+'/g, ''),
        page.replace(", kernelInitializer: 'zeros'", ''),
      );
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), page);
    });
  });
}

describe('a language', () => {
  afterEach(closeEverything);

  it('can be switched off by itself', async () => {
    const ofHtml = vscode.workspace.getConfiguration('initLens', { languageId: 'html' });
    const set = (value: boolean | undefined) => ofHtml.update('enable', value, vscode.ConfigurationTarget.Global, true);
    const page = await openText(PAGES.html ?? '', 'html');
    await reported(page.document);
    try {
      await set(false);
      await eventually(
        () => pointers(page.document),
        (found) => found.length === 0,
        'pages are left alone',
      );
      const component = await openText(PAGES.vue ?? '', 'vue');
      await reported(component.document);
      assert.deepEqual(pointers(page.document), []);
    } finally {
      await set(undefined);
    }
    await reported(page.document);
  });
});
